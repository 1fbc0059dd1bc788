package dev.tailback.lab.topics;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets of each partition are wanted.
 *
 * @param skipped of the records in order of time, so many come first that are not wanted
 */
record Window(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, long skipped) {

    static Window of(
            Beginning beginning,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends,
            Function<Instant, Map<TopicPartition, Long>> firstSince) {
        return switch (beginning) {
            case Beginning.Earliest earliest -> new Window(beginnings, ends, 0);
            case Beginning.Latest latest -> new Window(ends, ends, 0);
            case Beginning.AtOffset at -> from(beginnings, ends, partition -> at.offset());
            case Beginning.Since since -> {
                Map<TopicPartition, Long> found = firstSince.apply(since.time());
                yield from(beginnings, ends, partition -> found.getOrDefault(partition, Long.MAX_VALUE));
            }
            case Beginning.Newest newest -> newest(newest.count(), beginnings, ends);
        };
    }

    /** The newest of all are among the newest of each. */
    private static Window newest(int count, Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {
        Window each = from(beginnings, ends, partition -> ends.getOrDefault(partition, 0L) - count);
        long records = 0;
        for (TopicPartition partition : ends.keySet()) {
            records += each.to.getOrDefault(partition, 0L) - each.from.getOrDefault(partition, 0L);
        }
        return new Window(each.from, each.to, Math.max(0, records - count));
    }

    private static Window from(
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends,
            ToLongFunction<TopicPartition> wanted) {
        Map<TopicPartition, Long> from = new HashMap<>();
        ends.forEach((partition, end) -> {
            long beginning = Math.min(beginnings.getOrDefault(partition, 0L), end);
            from.put(partition, Math.clamp(wanted.applyAsLong(partition), beginning, end));
        });
        return new Window(from, ends, 0);
    }
}
