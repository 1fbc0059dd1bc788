package dev.tailback.flowalerts.exposition;

import dev.tailback.flowalerts.exposition.Family.Growing;
import dev.tailback.flowalerts.lag.GroupLag;
import dev.tailback.flowalerts.lag.LagView;
import dev.tailback.flowalerts.lag.Member;
import dev.tailback.flowalerts.lag.PartitionLag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of kafka-lag-exporter, with what klag-exporter adds to them. */
final class LagExporterNames {
    static final String GROUP = "kafka_consumergroup_group_";
    static final String LAG = GROUP + "lag";
    static final String LAG_HELP = "Records that the group has yet to read of the partition.";
    static final String LAG_SECONDS = GROUP + "lag_seconds";
    static final String LAG_SECONDS_HELP = "Age of the oldest record that the group has yet to read.";

    private final String cluster;
    private final Growing lag = Growing.gauge(LAG, LAG_HELP);
    private final Growing seconds = Growing.gauge(LAG_SECONDS, LAG_SECONDS_HELP);
    private final Growing offset = Growing.gauge(GROUP + "offset", "Offset that the group committed.");
    private final Growing lost =
            Growing.gauge(GROUP + "messages_lost", "Records that retention deleted before the group read them.");
    private final Growing margin = Growing.gauge(
            GROUP + "retention_margin", "Percent of what is kept between the earliest record and the group.");
    private final Growing ratio =
            Growing.gauge(GROUP + "lag_retention_ratio", "Percent of what is kept that the group has yet to read.");
    private final Growing topicSum = Growing.gauge(GROUP + "topic_sum_lag", "Records to read of a topic.");
    private final Growing state = Growing.gauge(GROUP + "state", "1 for the state and the type that the group has.");
    private final Growing latest = Growing.gauge(
            "kafka_partition_latest_offset", "Offset behind the last record of the partition that is committed.");
    private final Growing earliest =
            Growing.gauge("kafka_partition_earliest_offset", "Offset of the first record that the partition keeps.");
    private final Growing pollTime =
            Growing.gauge("kafka_consumergroup_poll_time_ms", "How long it took to look at all groups.");

    LagExporterNames(String cluster) {
        this.cluster = cluster;
    }

    List<Family> of(LagView view) {
        view.groups().forEach(this::add);
        new TreeMap<>(view.ends()).forEach((place, ends) -> {
            Map<String, String> labels = Family.labels(
                    "cluster_name", cluster, "topic", place.topic(), "partition", String.valueOf(place.partition()));
            latest.add(labels, ends.latest());
            earliest.add(labels, ends.earliest());
        });
        pollTime.add(Family.labels("cluster_name", cluster), view.cost().tookMillis());
        return Stream.concat(
                        Stream.of(
                                        lag, seconds, offset, lost, margin, ratio, topicSum, state, latest, earliest,
                                        pollTime)
                                .map(Growing::family),
                        GroupFamilies.named(cluster, view).stream())
                .toList();
    }

    private void add(GroupLag group) {
        group.partitions().forEach(partition -> add(group, partition));
        Map<String, String> labels = Family.labels("cluster_name", cluster, "group", group.group());
        state.add(
                LagFamilies.with(
                        LagFamilies.with(labels, "state", group.state()),
                        "type",
                        group.kind().word()),
                1);
        byTopic(group).forEach((topic, records) -> topicSum.add(LagFamilies.with(labels, "topic", topic), records));
    }

    private static Map<String, Long> byTopic(GroupLag group) {
        return group.partitions().stream()
                .filter(partition -> partition.lag() != null)
                .collect(Collectors.groupingBy(
                        partition -> partition.place().topic(),
                        TreeMap::new,
                        Collectors.summingLong(partition ->
                                Objects.requireNonNull(partition.lag()).records())));
    }

    private void add(GroupLag group, PartitionLag partition) {
        Map<String, String> labels = LagFamilies.partition(cluster, group, partition);
        Member owner = partition.owner();
        labels.put("member_host", owner == null ? "" : owner.host());
        labels.put("consumer_id", owner == null ? "" : owner.id());
        labels.put("client_id", owner == null ? "" : owner.client());
        PartitionLag.Lag known = partition.lag();
        if (known != null) {
            lag.add(labels, known.records());
            seconds.add(labels, known.seconds());
            Map<String, String> plain = LagFamilies.partition(cluster, group, partition);
            lost.add(plain, known.lost());
            margin.add(plain, 100 * partition.retentionMargin());
            ratio.add(plain, 100 * partition.retentionShare());
        }
        if (partition.committed() != null) {
            offset.add(labels, partition.committed());
        }
    }
}
