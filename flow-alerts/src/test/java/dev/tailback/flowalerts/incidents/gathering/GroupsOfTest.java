package dev.tailback.flowalerts.incidents.gathering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.incidents.causes.Facts;
import dev.tailback.flowalerts.metrics.MetricKind;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.metrics.MetricValue;
import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupsOfTest {
    private static final long SECOND = 1_000_000_000L;

    private final Figures figures = new Figures();
    private final GroupsOf groups = new GroupsOf(figures);

    private void point(int second, String metric, double value, Map<String, String> attributes) {
        figures.take(List.of(new MetricPoint(
                new Resource("flow-alerts", Attributes.NONE),
                Scope.UNKNOWN,
                metric,
                "",
                MetricKind.GAUGE,
                Attributes.of(attributes),
                second * SECOND,
                new MetricValue.Single(value))));
    }

    private void look(int second, int members, int lag, int most, int hottest, int stopped) {
        Map<String, String> group = Map.of("group", "inventory");
        point(second, "kafka_consumergroup_group_sum_lag", lag, group);
        point(second, "kafka_consumergroup_group_max_lag", most, group);
        point(second, "flow_alerts_lag_group_members", members, group);
        point(second, "flow_alerts_lag_group_hottest_partition", hottest, group);
        point(second, "flow_alerts_lag_partitions", stopped, Map.of("group", "inventory", "status", "STOP"));
        point(second, "flow_alerts_lag_partitions", 6 - stopped, Map.of("group", "inventory", "status", "OK"));
    }

    private Facts.Group between(int from, int to) {
        return groups.between(from * SECOND, to * SECOND).getFirst();
    }

    @Test
    void aGroupIsWhatItWasForMostOfTheTime() {
        for (int second = 0; second < 60; second += 1) {
            boolean isDead = second < 20;
            look(second, isDead ? 0 : 1, isDead ? 100 : 0, isDead ? 20 : 0, 0, isDead ? 6 : 0);
        }

        // Started again 5 s after the trouble with the relay began: it has nothing to do with it.
        assertThat(between(15, 50))
                .extracting(Facts.Group::members, Facts.Group::lag, Facts.Group::standing)
                .containsExactly(1, 0L, 0);
        // Dead when lag was seen, and repaired within half a minute.
        assertThat(between(0, 35))
                .extracting(Facts.Group::members, Facts.Group::lag, Facts.Group::standing, Facts.Group::partitions)
                .containsExactly(0, 100L, 6, 6);
    }

    @Test
    void whichPartitionIsHotIsAskedWhenLagIsHighest() {
        look(0, 1, 1, 1, 0, 0);
        look(5, 1, 400, 390, 3, 0);
        look(10, 1, 1, 1, 5, 0);

        Facts.Group group = between(0, 10);

        assertThat(group.lag()).isEqualTo(1);
        assertThat(group.most()).isEqualTo(400);
        assertThat(group.hottest()).isEqualTo(3);
        assertThat(group.hottestShare()).isEqualTo(0.975);
    }

    @Test
    void whatNobodyTellsIsAbsent() {
        point(0, "kafka_consumergroup_group_sum_lag", 7, Map.of("group", "orders"));

        Facts.Group group = between(0, 10);

        assertThat(group.members()).isNull();
        assertThat(group.consumed()).isNull();
        assertThat(group.partitions()).isZero();
    }
}
