package dev.tailback.flowalerts.lag;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A group and all of its partitions.
 *
 * @param partitions by topic and number
 */
public record GroupLag(String group, GroupKind kind, String state, int members, List<PartitionLag> partitions) {
    public GroupLag {
        partitions = List.copyOf(partitions);
    }

    private Stream<PartitionLag.Lag> lags() {
        return partitions.stream().map(PartitionLag::lag).filter(Objects::nonNull);
    }

    /** Whether of any partition it is known how far it is behind. */
    public boolean isKnown() {
        return lags().findAny().isPresent();
    }

    public long records() {
        return lags().mapToLong(PartitionLag.Lag::records).sum();
    }

    public long mostRecords() {
        return lags().mapToLong(PartitionLag.Lag::records).max().orElse(0);
    }

    /** The number of the partition that has {@link #mostRecords}; 0 while there is nothing to read. */
    public int hottest() {
        return partitions.stream()
                .max(Comparator.comparingLong(GroupLag::records))
                .filter(partition -> records(partition) > 0)
                .map(partition -> partition.place().partition())
                .orElse(0);
    }

    private static long records(PartitionLag partition) {
        PartitionLag.Lag lag = partition.lag();
        return lag == null ? 0 : lag.records();
    }

    public double mostSeconds() {
        return lags().mapToDouble(PartitionLag.Lag::seconds).max().orElse(0);
    }

    public long lost() {
        return lags().mapToLong(PartitionLag.Lag::lost).sum();
    }

    /** The worst of its partitions'. */
    public Status status() {
        return lags().map(PartitionLag.Lag::status).max(Status::compareTo).orElse(Status.OK);
    }

    public Rates rates() {
        return lags().map(PartitionLag.Lag::rates).reduce(Rates::plus).orElse(Rates.UNKNOWN);
    }

    /** Until its slowest partition is drained: the others do not help it. Null when one is not known. */
    public @Nullable Double drainSeconds() {
        double longest = 0.0;
        for (PartitionLag.Lag lag : lags().toList()) {
            if (lag.drainSeconds() == null) {
                return null;
            }
            longest = Math.max(longest, lag.drainSeconds());
        }
        return longest;
    }

    /** What partitions hold in which nothing is committed, while it is not known where the group begins. */
    public long recordsWithoutCommit() {
        return partitions.stream()
                .filter(partition -> partition.lag() == null)
                .mapToLong(partition -> partition.ends().size())
                .sum();
    }
}
