package dev.tailback.flowalerts.exposition;

import dev.tailback.flowalerts.exposition.Family.Growing;
import dev.tailback.flowalerts.lag.Cost;
import dev.tailback.flowalerts.lag.GroupLag;
import dev.tailback.flowalerts.lag.LagNames;
import dev.tailback.flowalerts.lag.LagState;
import dev.tailback.flowalerts.lag.LagView;
import dev.tailback.flowalerts.lag.PartitionLag;
import dev.tailback.flowalerts.lag.Rates;
import dev.tailback.flowalerts.lag.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lag as metrics, under names that dashboards know, and what none of them has under our own. What is not known has no
 * series.
 */
public final class LagFamilies {
    private final LagNames names;
    private final String clusterName;

    /** @param clusterName empty: the cluster's own id */
    public LagFamilies(LagNames names, String clusterName) {
        this.names = names;
        this.clusterName = clusterName;
    }

    /** How the looking goes. */
    public static List<Family> looks(LagState state) {
        ArrayList<Family> families = new ArrayList<>(List.of(
                Family.gauge(
                        "flow_alerts_lag_up", "1 while Kafka answers and lag is known.", state.view() == null ? 0 : 1),
                Family.counter("flow_alerts_lag_looks_total", "Looks at the cluster.", state.looks()),
                Family.counter(
                        "flow_alerts_lag_failures_total", "Looks that Kafka did not answer.", state.failures())));
        LagView view = state.view();
        if (view != null) {
            families.addAll(cost(view));
        }
        return families;
    }

    /** What was seen. */
    public List<Family> figures(LagState state) {
        List<Family> families = new ArrayList<>();
        LagView view = state.view();
        if (view != null) {
            String cluster = clusterName.isEmpty() ? view.cluster() : clusterName;
            families.addAll(
                    switch (names) {
                        case KAFKA_LAG_EXPORTER -> new LagExporterNames(cluster).of(view);
                        case KAFKA_EXPORTER -> KafkaExporterNames.of(view);
                    });
            families.addAll(own(cluster, view));
            families.addAll(GroupFamilies.own(cluster, view));
        }
        return families;
    }

    private static List<Family> cost(LagView view) {
        Cost cost = view.cost();
        return List.of(
                Family.gauge(
                        "flow_alerts_lag_look_seconds", "How long the last look took.", cost.tookMillis() / 1000.0),
                Family.gauge("flow_alerts_lag_look_requests", "Requests of the last look.", cost.requests()),
                Family.gauge("flow_alerts_lag_look_bytes", "Bytes of the last look, both ways.", cost.bytes()),
                Family.gauge(
                        "flow_alerts_lag_look_time_stamps",
                        "Partitions whose oldest unread record is known.",
                        cost.timeStampsRead()),
                Family.gauge(
                        "flow_alerts_lag_look_time_stamps_left",
                        "Lagging partitions whose record was not reached in time: seconds by interpolation.",
                        cost.timeStampsLeft()),
                Family.gauge(
                        "flow_alerts_lag_partitions_left_out",
                        "Partitions of groups that there was no room for.",
                        view.leftOut()),
                Family.gauge(
                        "flow_alerts_lag_signals_left_out",
                        "Partitions that rules see as a part of their groups only.",
                        LagSignals.leftOut(view)));
    }

    private static List<Family> own(String cluster, LagView view) {
        Growing status = Growing.gauge(
                "flow_alerts_lag_status", "1 for the status that a group has on a partition, 0 for the others.");
        Growing consumed = Growing.gauge("flow_alerts_lag_consumed_rate", "Records a second that the group gets done.");
        Growing produced = Growing.gauge("flow_alerts_lag_produced_rate", "Records a second that come in.");
        Growing drain = Growing.gauge(
                "flow_alerts_lag_drain_seconds", "Until nothing is left to read; infinite where the lag grows.");
        Growing without = Growing.gauge(
                "flow_alerts_lag_records_without_commit",
                "Records in partitions where the group has committed nothing: unknown, not 0.");
        for (GroupLag group : view.groups()) {
            for (PartitionLag partition : group.partitions()) {
                PartitionLag.Lag lag = partition.lag();
                if (lag == null) {
                    continue;
                }
                Map<String, String> labels = partition(cluster, group, partition);
                Stream.of(Status.values())
                        .forEach(each -> status.add(with(labels, "status", each.name()), each == lag.status() ? 1 : 0));
                Rates rates = lag.rates();
                if (rates.consumed() != null && rates.produced() != null) {
                    consumed.add(labels, rates.consumed());
                    produced.add(labels, rates.produced());
                }
                if (lag.drainSeconds() != null) {
                    drain.add(labels, lag.drainSeconds());
                }
            }
            without.add(Family.labels("cluster_name", cluster, "group", group.group()), group.recordsWithoutCommit());
        }
        return Stream.of(status, consumed, produced, drain, without)
                .map(Growing::family)
                .toList();
    }

    static Map<String, String> partition(String cluster, GroupLag group, PartitionLag partition) {
        return Family.labels(
                "cluster_name",
                cluster,
                "group",
                group.group(),
                "topic",
                partition.place().topic(),
                "partition",
                String.valueOf(partition.place().partition()));
    }

    static Map<String, String> with(Map<String, String> labels, String name, String value) {
        LinkedHashMap<String, String> more = new LinkedHashMap<>(labels);
        more.put(name, value);
        return more;
    }
}
