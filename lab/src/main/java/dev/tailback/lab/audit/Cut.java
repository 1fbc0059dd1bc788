package dev.tailback.lab.audit;

import dev.tailback.events.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition as it was before any ledger was read.
 *
 * @param topic its number among {@link Topics#ALL}; -1 of a dead-letter topic
 * @param buriedBy whose dead letters are in it, if any
 * @param read up to where each reader had committed; 0 of one that does not read it
 */
record Cut(int topic, @Nullable Reader buriedBy, long beginning, long end, long[] read) {

    static Map<TopicPartition, Cut> of(
            Map<Reader, Map<TopicPartition, Long>> committed,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Cut> cuts = new HashMap<>();
        ends.forEach((partition, end) -> {
            long[] read = new long[Reader.ALL.length];
            for (Reader reader : Reader.ALL) {
                read[reader.ordinal()] =
                        committed.getOrDefault(reader, Map.of()).getOrDefault(partition, 0L);
            }
            cuts.put(
                    partition,
                    new Cut(
                            Topics.ALL.indexOf(partition.topic()),
                            burier(partition.topic()),
                            beginnings.getOrDefault(partition, 0L),
                            end,
                            read));
        });
        return cuts;
    }

    private static @Nullable Reader burier(String deadTopic) {
        for (Reader reader : Reader.ALL) {
            for (String topic : Topics.readBy(reader.group())) {
                if (deadTopic.equals(Topics.dead(topic, reader.group()))) {
                    return reader;
                }
            }
        }
        return null;
    }

    /** The readers that have it behind them, as their bits. */
    int readersOf(long offset) {
        int readers = 0;
        for (Reader reader : Reader.ALL) {
            if (offset < read[reader.ordinal()]) {
                readers |= reader.bit();
            }
        }
        return readers;
    }
}
