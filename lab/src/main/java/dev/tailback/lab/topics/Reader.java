package dev.tailback.lab.topics;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A group and what it has yet to read. Public JSON, so fields are only ever added.
 *
 * @param partitionsWithoutCommit hold records, but the group has committed nothing there: how far it is behind is
 *     unknown, which is not zero
 * @param recordsWithoutCommit what they hold: the lag there if the group begins with the earliest record
 */
public record Reader(String group, long lag, int partitionsWithoutCommit, long recordsWithoutCommit) {
    /** The lag of a group that is known to begin with the earliest record. */
    long fromTheBeginning() {
        return lag + recordsWithoutCommit;
    }

    static Reader of(
            String group,
            Collection<TopicPartition> read,
            Map<TopicPartition, Long> committed,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        long lag = 0;
        int partitionsWithoutCommit = 0;
        long recordsWithoutCommit = 0;
        for (TopicPartition partition : read) {
            long end = ends.getOrDefault(partition, 0L);
            Long commit = committed.get(partition);
            if (commit != null) {
                lag += Math.max(0, end - commit);
            } else if (end > beginnings.getOrDefault(partition, 0L)) {
                partitionsWithoutCommit++;
                recordsWithoutCommit += end - beginnings.getOrDefault(partition, 0L);
            }
        }
        return new Reader(group, lag, partitionsWithoutCommit, recordsWithoutCommit);
    }
}
