package dev.tailback.stage.inbox;

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
public final class Outcome {
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

    private Outcome(
            Map<TopicPartition, Progress> progress, Duration took, Offsets offsets, HeldPartitions heldPartitions) {
        this.progress = progress;
        this.took = took;
        this.offsets = offsets;
        this.held = heldPartitions;
    }

    static Outcome of(
            List<ConsumerRecord<byte[], byte[]>> batch,
            Set<ConsumerRecord<byte[], byte[]>> unfinished,
            Map<ConsumerRecord<byte[], byte[]>, String> refused,
            Duration took,
            Offsets offsets,
            HeldPartitions held) {
        Map<TopicPartition, Progress> progress = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Progress sofar = progress.get(partition);
            if (sofar == null || sofar.finished()) {
                boolean done = !unfinished.contains(record);
                progress.put(
                        partition,
                        new Progress(done ? record.offset() + 1 : record.offset(), done, refused.get(record)));
            }
        }
        return new Outcome(progress, took, offsets, held);
    }

    public boolean finished() {
        return progress.values().stream().allMatch(Progress::finished);
    }

    Map<TopicPartition, Progress> progress() {
        return progress;
    }

    /** Commits what is done of each partition; what follows it is read again, which the inbox absorbs. */
    public void settle(Acknowledgment acknowledgment, Consumer<?, ?> consumer) {
        if (finished()) {
            offsets.commit(acknowledgment, took);
            progress.keySet().forEach(held::passed);
        } else {
            offsets.awaitEarlier();
            held.settle(consumer, progress);
        }
    }
}
