package dev.tailback.stage.inbox;

import dev.tailback.stage.consumer.ConsumerProxy;
import dev.tailback.stage.inbox.BatchOutcome.Progress;
import dev.tailback.telemetry.logs.Shortened;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions that are read again from a record that is not done, after a pause. The others are read on meanwhile.
 *
 * <p>A hold begins on the consumer's thread, when a batch is settled, and ends there, before a poll; what stands still
 * because of a failure that waiting may not mend can be asked for by anybody.
 */
public final class HeldPartitions {
    static final Duration BEFORE_READING_AGAIN = Duration.ofSeconds(1);
    private static final int LONGEST_REASON = 500;
    private static final Logger log = LoggerFactory.getLogger(HeldPartitions.class);

    /** Since when a partition stands still at which record, and why. */
    public record Standstill(long offset, Instant since, String why) {}

    private final Clock clock;
    private final Map<TopicPartition, Long> resumeAtNanos = new ConcurrentHashMap<>();
    /** Of partitions whose offsets are committed from here: what was read and need not be read again, if nothing waits. */
    private final Map<TopicPartition, Long> handled = new ConcurrentHashMap<>();
    /** What was committed from here of those, or is being committed. */
    private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();

    private final Map<TopicPartition, Standstill> standing = new ConcurrentHashMap<>();
    private final Waiting waiting = new Waiting();

    public HeldPartitions(Clock clock) {
        this.clock = clock;
    }

    /** The partitions that stand still, by name. */
    public Map<String, Standstill> standing() {
        Map<String, Standstill> byName = new TreeMap<>();
        standing.forEach((partition, standstill) -> byName.put(partition.toString(), standstill));
        return byName;
    }

    Waiting waiting() {
        return waiting;
    }

    /** It does not stand still. */
    void moved(TopicPartition partition) {
        standing.remove(partition);
    }

    /** All that was read of it is done, and its offsets are committed by others. */
    void passed(TopicPartition partition) {
        handled.remove(partition);
        committed.remove(partition);
    }

    /** So much of each is done, or waits while others are read. */
    void handled(Map<TopicPartition, Progress> progress) {
        progress.forEach((partition, made) -> handled.merge(partition, made.next(), Math::max));
    }

    void settle(Consumer<?, ?> consumer, Map<TopicPartition, Progress> progress) {
        progress.forEach((partition, made) -> {
            if (made.refusal() == null) {
                standing.remove(partition);
            } else {
                stand(partition, made.next(), made.refusal());
            }
            if (!made.finished()) {
                readAgain(consumer, partition, made.next());
            }
        });
    }

    /** Of a batch nothing is known but why it failed as a whole. */
    void hold(Consumer<?, ?> consumer, Map<TopicPartition, Long> from, String why) {
        from.forEach((partition, offset) -> {
            stand(partition, offset, why);
            readAgain(consumer, partition, offset);
        });
    }

    private void stand(TopicPartition partition, long offset, String why) {
        standing.compute(
                partition,
                (same, before) -> new Standstill(
                        offset,
                        before == null || before.offset() != offset ? clock.instant() : before.since(),
                        Shortened.to(LONGEST_REASON, why)));
    }

    private void readAgain(Consumer<?, ?> consumer, TopicPartition partition, long offset) {
        if (consumer.assignment().contains(partition)) {
            consumer.seek(partition, offset);
            consumer.pause(List.of(partition));
            resumeAtNanos.put(partition, System.nanoTime() + BEFORE_READING_AGAIN.toNanos());
        }
    }

    /** The consumer that settles its batches here: before each poll it does what is due. */
    public <K, V> Consumer<K, V> before(Consumer<K, V> consumer) {
        return ConsumerProxy.of(consumer, (method, arguments, original) -> {
            if (method.getName().equals("poll")) {
                beforePoll(consumer);
            }
            return original.call();
        });
    }

    private void beforePoll(Consumer<?, ?> consumer) {
        if (resumeAtNanos.isEmpty() && handled.isEmpty() && standing.isEmpty() && waiting.isEmpty()) {
            return;
        }
        Set<TopicPartition> assigned = consumer.assignment();
        // What went to another consumer is that one's concern.
        List.of(resumeAtNanos, handled, committed, standing)
                .forEach(map -> map.keySet().retainAll(assigned));
        waiting.keepOnly(assigned);
        resume(consumer);
        commit(consumer);
    }

    private void resume(Consumer<?, ?> consumer) {
        long now = System.nanoTime();
        Collection<TopicPartition> due = new HashSet<>();
        resumeAtNanos.forEach((partition, at) -> {
            if (at - now <= 0) {
                due.add(partition);
            }
        });
        consumer.resume(due);
        resumeAtNanos.keySet().removeAll(due);
    }

    /** Here and not when they are settled: what was acknowledged before is committed just before a poll, too. */
    private void commit(Consumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        handled.forEach((partition, next) -> {
            long done = Math.min(next, waiting.first(partition).orElse(Long.MAX_VALUE));
            Long before = committed.put(partition, done);
            if (before == null || before != done) {
                offsets.put(partition, new OffsetAndMetadata(done));
            }
        });
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, this::told);
        }
    }

    private void told(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
        if (failure != null) {
            log.warn("offsets are committed with a later batch: {}", failure.toString());
        }
        offsets.forEach((partition, next) -> {
            // One that failed is committed with the next poll; where nothing waits, there is nothing more to commit.
            if (failure != null || handled.remove(partition, next.offset())) {
                committed.remove(partition, next.offset());
            }
        });
    }
}
