package dev.tailback.lab.topics;

import dev.tailback.lab.lag.LagFigures;
import dev.tailback.lab.lag.LagFigures.Group;
import dev.tailback.lab.lag.LagFigures.Partition;
import java.util.List;

/**
 * A group and what it has yet to read of a topic. Public JSON, so fields are only ever added.
 *
 * @param partitionsWithoutCommit hold records, but the group has committed nothing there: how far it is behind is
 *     unknown, which is not zero
 * @param recordsWithoutCommit what they hold: the lag there if the group begins with the earliest record
 */
public record Reader(String group, long lag, int partitionsWithoutCommit, long recordsWithoutCommit) {
    /** Of that topic, by group. */
    static List<Reader> of(String topic, LagFigures figures) {
        return figures.groups().stream()
                .filter(group -> group.partitions().stream()
                        .anyMatch(each -> each.topic().equals(topic)))
                .map(group -> of(topic, group))
                .toList();
    }

    private static Reader of(String topic, Group group) {
        long lag = 0;
        int partitionsWithoutCommit = 0;
        long recordsWithoutCommit = 0;
        for (Partition partition : group.partitions()) {
            if (!partition.topic().equals(topic)) {
                continue;
            }
            long held = partition.latest() - partition.earliest();
            if (partition.lag() != null) {
                lag += partition.lag();
            } else if (held > 0) {
                partitionsWithoutCommit++;
                recordsWithoutCommit += held;
            }
        }
        return new Reader(group.group(), lag, partitionsWithoutCommit, recordsWithoutCommit);
    }
}
