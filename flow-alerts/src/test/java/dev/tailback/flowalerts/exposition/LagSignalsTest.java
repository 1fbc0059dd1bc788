package dev.tailback.flowalerts.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.exposition.Family.Sample;
import dev.tailback.flowalerts.lag.Cost;
import dev.tailback.flowalerts.lag.Ends;
import dev.tailback.flowalerts.lag.GroupKind;
import dev.tailback.flowalerts.lag.GroupLag;
import dev.tailback.flowalerts.lag.LagView;
import dev.tailback.flowalerts.lag.Member;
import dev.tailback.flowalerts.lag.PartitionLag;
import dev.tailback.flowalerts.lag.Place;
import dev.tailback.flowalerts.lag.Rates;
import dev.tailback.flowalerts.lag.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What rules get to see of lag. */
class LagSignalsTest {
    private static final PartitionLag.Lag STALLED =
            new PartitionLag.Lag(6, 12.5, Status.STALL, new Rates(0.0, 2.0), Double.POSITIVE_INFINITY, 0);
    private static final PartitionLag.Lag DONE = new PartitionLag.Lag(0, 0, Status.OK, new Rates(3.0, 3.0), 0.0, 0);

    @Test
    void aPartitionIsOneSeriesWhoeverReadsIt() {
        LagView view = view(partition(0, STALLED), partition(1, DONE));

        assertThat(samples(view, "kafka_consumergroup_group_lag_seconds"))
                .containsExactly(
                        new Sample(labels("topic", "orders", "partition", "0"), 12.5),
                        new Sample(labels("topic", "orders", "partition", "1"), 0));
    }

    @Test
    void aGroupIsToldAsAWhole() {
        LagView view = view(partition(0, STALLED), partition(1, DONE));

        assertThat(samples(view, "kafka_consumergroup_group_sum_lag")).containsExactly(new Sample(labels(), 6));
        assertThat(samples(view, "flow_alerts_lag_group_drain_seconds"))
                .containsExactly(new Sample(labels(), Double.POSITIVE_INFINITY));
        assertThat(samples(view, "flow_alerts_lag_partitions"))
                .contains(
                        new Sample(labels("status", "STALL"), 1),
                        new Sample(labels("status", "OK"), 1),
                        new Sample(labels("status", "STOP"), 0));
    }

    @Test
    void whatIsNotKnownHasNoSeries() {
        LagView view = view(partition(0, null));

        assertThat(new LagSignals("").of(view))
                .allSatisfy(family -> assertThat(family.samples()).isEmpty());
    }

    @Test
    void ofManyPartitionsSomeAreToldByTheirGroupAloneAndCounted() {
        PartitionLag[] many = IntStream.range(0, LagSignals.MOST_PARTITIONS + 5)
                .mapToObj(number -> partition(number, STALLED))
                .toArray(PartitionLag[]::new);
        LagView view = view(many);

        assertThat(samples(view, "kafka_consumergroup_group_lag")).hasSize(LagSignals.MOST_PARTITIONS);
        assertThat(samples(view, "kafka_consumergroup_group_sum_lag"))
                .containsExactly(new Sample(labels(), 6 * many.length));
        assertThat(LagSignals.leftOut(view)).isEqualTo(5);
    }

    private static List<Sample> samples(LagView view, String name) {
        return new LagSignals("")
                .of(view).stream()
                        .filter(family -> family.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .samples();
    }

    private static Map<String, String> labels(String... more) {
        Map<String, String> labels = Family.labels("cluster_name", "c", "group", "readers");
        labels.putAll(Family.labels(more));
        return labels;
    }

    private static PartitionLag partition(int number, PartitionLag.Lag lag) {
        return new PartitionLag(
                new Place("orders", number),
                new Ends(0, 10),
                new Member("m-" + number, "client", "host"),
                lag == null ? null : 4L,
                lag);
    }

    private static LagView view(PartitionLag... partitions) {
        GroupLag group = new GroupLag("readers", GroupKind.CLASSIC, "Stable", 1, List.of(partitions));
        return new LagView(1_000, "c", List.of(group), Map.of(), new Cost(0, 0, 0, 0, 0), 0);
    }
}
