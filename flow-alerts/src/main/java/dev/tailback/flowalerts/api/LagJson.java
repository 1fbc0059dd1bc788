package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.lag.Cost;
import dev.tailback.flowalerts.lag.GroupLag;
import dev.tailback.flowalerts.lag.LagState;
import dev.tailback.flowalerts.lag.LagView;
import dev.tailback.flowalerts.lag.Member;
import dev.tailback.flowalerts.lag.PartitionLag;
import dev.tailback.flowalerts.lag.Rates;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far everybody is behind. Public JSON, so fields are only ever added.
 *
 * @param known false while Kafka does not answer; then there are no groups
 * @param reason why it is not known
 * @param beside the metrics that the settings name
 */
record LagJson(
        boolean known,
        @Nullable String reason,
        @Nullable String at,
        @Nullable String cluster,
        List<GroupJson> groups,
        List<MetricListJson.PointJson> beside,
        @Nullable Cost cost,
        long leftOut) {

    static LagJson of(LagState state, List<GroupLag> groups, List<MetricListJson.PointJson> beside) {
        LagView view = state.view();
        return new LagJson(
                view != null,
                view != null ? null : state.lastFailure(),
                view == null ? null : Instant.ofEpochMilli(view.atMillis()).toString(),
                view == null ? null : view.cluster(),
                groups.stream().map(GroupJson::of).toList(),
                beside,
                view == null ? null : view.cost(),
                view == null ? 0 : view.leftOut());
    }

    /**
     * @param lag absent where it is not known
     * @param drainSeconds a number, or {@code never}; absent while it is not known
     */
    record GroupJson(
            String group,
            String kind,
            String state,
            int members,
            @Nullable Long lag,
            @Nullable Double lagSeconds,
            @Nullable String status,
            @Nullable Double consumedPerSecond,
            @Nullable Double producedPerSecond,
            @Nullable Object drainSeconds,
            long lost,
            long recordsWithoutCommit,
            List<PartitionJson> partitions) {

        static GroupJson of(GroupLag group) {
            boolean isKnown = group.isKnown();
            Rates rates = group.rates();
            return new GroupJson(
                    group.group(),
                    group.kind().word(),
                    group.state(),
                    group.members(),
                    isKnown ? group.records() : null,
                    isKnown ? group.mostSeconds() : null,
                    isKnown ? group.status().name() : null,
                    rates.consumed(),
                    rates.produced(),
                    isKnown ? drain(group.drainSeconds()) : null,
                    group.lost(),
                    group.recordsWithoutCommit(),
                    group.partitions().stream().map(PartitionJson::of).toList());
        }
    }

    record PartitionJson(
            String topic,
            int partition,
            @Nullable Long committed,
            long earliest,
            long latest,
            @Nullable Long lag,
            @Nullable Double lagSeconds,
            @Nullable String status,
            @Nullable Double consumedPerSecond,
            @Nullable Double producedPerSecond,
            @Nullable Object drainSeconds,
            @Nullable Long lost,
            double retentionShare,
            @Nullable String member,
            @Nullable String host) {

        static PartitionJson of(PartitionLag partition) {
            PartitionLag.Lag lag = partition.lag();
            Member owner = partition.owner();
            return new PartitionJson(
                    partition.place().topic(),
                    partition.place().partition(),
                    partition.committed(),
                    partition.ends().earliest(),
                    partition.ends().latest(),
                    lag == null ? null : lag.records(),
                    lag == null ? null : lag.seconds(),
                    lag == null ? null : lag.status().name(),
                    lag == null ? null : lag.rates().consumed(),
                    lag == null ? null : lag.rates().produced(),
                    lag == null ? null : drain(lag.drainSeconds()),
                    lag == null ? null : lag.lost(),
                    partition.retentionShare(),
                    owner == null ? null : owner.id(),
                    owner == null ? null : owner.host());
        }
    }

    private static @Nullable Object drain(@Nullable Double seconds) {
        return seconds != null && seconds.isInfinite() ? "never" : seconds;
    }
}
