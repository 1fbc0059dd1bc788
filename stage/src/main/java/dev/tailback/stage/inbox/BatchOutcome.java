package dev.tailback.stage.inbox;

import dev.tailback.stage.inbox.Dispatch.Machinery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.Acknowledgment;

/** What became of a batch, partition by partition: one that has to be read again holds up no other. */
public final class BatchOutcome {
    /**
     * How far a partition is.
     *
     * @param next the offset to read on from; what is before it is done
     * @param finished nothing of the batch has to be read again
     * @param refusal why that record's dead letter is not in Kafka; null if it is left for another reason
     */
    record Progress(long next, boolean finished, @Nullable String refusal) {}

    private final Map<TopicPartition, Progress> progress;
    private final Duration took;
    private final Offsets offsets;
    private final HeldPartitions held;

    private BatchOutcome(Map<TopicPartition, Progress> progress, Duration took, Offsets offsets, HeldPartitions held) {
        this.progress = progress;
        this.took = took;
        this.offsets = offsets;
        this.held = held;
    }

    /** @param late records that are not done, but need not be read again for that */
    static BatchOutcome of(
            List<ConsumerRecord<byte[], byte[]>> batch,
            Set<ConsumerRecord<byte[], byte[]>> late,
            Fates fates,
            Duration took,
            Machinery machinery) {
        Map<TopicPartition, Progress> progress = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Progress sofar = progress.get(partition);
            if (sofar == null || sofar.finished()) {
                boolean done = late.contains(record) || !fates.unfinished().contains(record);
                progress.put(
                        partition,
                        new Progress(
                                done ? record.offset() + 1 : record.offset(),
                                done,
                                done ? null : fates.refused().get(record)));
            }
        }
        return new BatchOutcome(progress, took, machinery.offsets(), machinery.heldPartitions());
    }

    public boolean finished() {
        return progress.values().stream().allMatch(Progress::finished);
    }

    Map<TopicPartition, Progress> progress() {
        return progress;
    }

    /**
     * Commits what is done of each partition; what follows it is read again, which the inbox absorbs, or waits for an answer
     * while others are read.
     */
    public void settle(Acknowledgment acknowledgment, Consumer<?, ?> consumer) {
        Set<TopicPartition> partitions = progress.keySet();
        if (finished() && !held.waiting().holdsAnyOf(partitions)) {
            partitions.forEach(held::moved);
            Acknowledgment instead = () -> {
                partitions.forEach(held::passed);
                acknowledgment.acknowledge();
            };
            offsets.commit(instead, took);
        } else {
            offsets.awaitEarlier();
            held.settle(consumer, progress);
            offsets.commit(() -> held.handled(progress), took);
        }
    }
}
