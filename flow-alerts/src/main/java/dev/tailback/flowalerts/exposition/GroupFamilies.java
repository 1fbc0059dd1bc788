package dev.tailback.flowalerts.exposition;

import dev.tailback.flowalerts.exposition.Family.Growing;
import dev.tailback.flowalerts.lag.GroupLag;
import dev.tailback.flowalerts.lag.LagView;
import dev.tailback.flowalerts.lag.Rates;
import dev.tailback.flowalerts.lag.Status;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What is told of a group as a whole; of one whose lag is not known, nothing. */
final class GroupFamilies {
    private GroupFamilies() {}

    /** Under the names of kafka-lag-exporter. */
    static List<Family> named(String cluster, LagView view) {
        Growing max = Growing.gauge(LagExporterNames.GROUP + "max_lag", "Records to read of the worst partition.");
        Growing maxSeconds = Growing.gauge(
                LagExporterNames.GROUP + "max_lag_seconds", "Age of the oldest record to read of all partitions.");
        Growing sum = Growing.gauge(LagExporterNames.GROUP + "sum_lag", "Records to read of all partitions.");
        for (GroupLag group : known(view)) {
            Map<String, String> labels = Family.labels("cluster_name", cluster, "group", group.group());
            max.add(labels, group.mostRecords());
            maxSeconds.add(labels, group.mostSeconds());
            sum.add(labels, group.records());
        }
        return families(max, maxSeconds, sum);
    }

    /** Under our own, since none of those that dashboards know has them. */
    static List<Family> own(String cluster, LagView view) {
        Growing partitions =
                Growing.gauge("flow_alerts_lag_partitions", "How many partitions the group has, by how it gets on.");
        Growing consumed = Growing.gauge(
                "flow_alerts_lag_group_consumed_rate", "Records a second that the group gets done, all partitions.");
        Growing produced =
                Growing.gauge("flow_alerts_lag_group_produced_rate", "Records a second that come in, all partitions.");
        Growing drain = Growing.gauge(
                "flow_alerts_lag_group_drain_seconds",
                "Until the slowest partition has nothing left to read; infinite where its lag grows.");
        Growing members = Growing.gauge("flow_alerts_lag_group_members", "Consumers in the group.");
        Growing hottest = Growing.gauge(
                "flow_alerts_lag_group_hottest_partition", "The number of the partition that has most to read.");
        for (GroupLag group : known(view)) {
            Map<String, String> labels = Family.labels("cluster_name", cluster, "group", group.group());
            members.add(labels, group.members());
            hottest.add(labels, group.hottest());
            count(group)
                    .forEach((status, count) ->
                            partitions.add(LagFamilies.with(labels, "status", status.name()), count));
            Rates rates = group.rates();
            if (rates.consumed() != null && rates.produced() != null) {
                consumed.add(labels, rates.consumed());
                produced.add(labels, rates.produced());
            }
            Double seconds = group.drainSeconds();
            if (seconds != null) {
                drain.add(labels, seconds);
            }
        }
        return families(partitions, consumed, produced, drain, members, hottest);
    }

    /** With a 0 for those that none has: a rule that waits for an end is told of it. */
    private static EnumMap<Status, Integer> count(GroupLag group) {
        EnumMap<Status, Integer> counts = new EnumMap<>(Status.class);
        Stream.of(Status.values()).forEach(status -> counts.put(status, 0));
        group.partitions().stream()
                .map(partition -> partition.lag())
                .filter(Objects::nonNull)
                .forEach(lag -> counts.merge(lag.status(), 1, Integer::sum));
        return counts;
    }

    private static List<GroupLag> known(LagView view) {
        return view.groups().stream().filter(GroupLag::isKnown).toList();
    }

    private static List<Family> families(Growing... growing) {
        return Stream.of(growing).map(Growing::family).toList();
    }
}
