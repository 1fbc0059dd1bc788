package dev.tailback.flowalerts.exposition;

import dev.tailback.flowalerts.exposition.Family.Growing;
import dev.tailback.flowalerts.lag.GroupLag;
import dev.tailback.flowalerts.lag.LagView;
import dev.tailback.flowalerts.lag.PartitionLag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lag as rules see it: under the names of kafka-lag-exporter, whatever names the page of metrics has, and without the
 * members, since a series that ends whenever a consumer starts again holds for no time at all.
 */
public final class LagSignals {
    /** Of so many partitions each is told, of the others their groups alone: it is done every second. */
    static final int MOST_PARTITIONS = 1_000;

    private final String clusterName;

    /** @param clusterName empty: the cluster's own id */
    public LagSignals(String clusterName) {
        this.clusterName = clusterName;
    }

    public List<Family> of(LagView view) {
        String cluster = clusterName.isEmpty() ? view.cluster() : clusterName;
        Growing records = Growing.gauge(LagExporterNames.LAG, LagExporterNames.LAG_HELP);
        Growing seconds = Growing.gauge(LagExporterNames.LAG_SECONDS, LagExporterNames.LAG_SECONDS_HELP);
        int room = MOST_PARTITIONS;
        for (GroupLag group : view.groups()) {
            for (PartitionLag partition : group.partitions()) {
                if (partition.lag() != null && room-- > 0) {
                    add(cluster, group, partition, partition.lag(), records, seconds);
                }
            }
        }
        ArrayList<Family> families = new ArrayList<>(List.of(records.family(), seconds.family()));
        families.addAll(GroupFamilies.named(cluster, view));
        families.addAll(GroupFamilies.own(cluster, view));
        return families;
    }

    private static void add(
            String cluster,
            GroupLag group,
            PartitionLag partition,
            PartitionLag.Lag lag,
            Growing records,
            Growing seconds) {
        Map<String, String> labels = LagFamilies.partition(cluster, group, partition);
        records.add(labels, lag.records());
        seconds.add(labels, lag.seconds());
    }

    /** Partitions that rules see as a part of their groups only. */
    static long leftOut(LagView view) {
        long known = view.groups().stream()
                .flatMap(group -> group.partitions().stream())
                .filter(partition -> partition.lag() != null)
                .count();
        return Math.max(0, known - MOST_PARTITIONS);
    }
}
