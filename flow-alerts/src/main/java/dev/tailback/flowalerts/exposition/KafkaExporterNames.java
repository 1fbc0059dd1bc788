package dev.tailback.flowalerts.exposition;

import dev.tailback.flowalerts.exposition.Family.Growing;
import dev.tailback.flowalerts.lag.GroupLag;
import dev.tailback.flowalerts.lag.LagView;
import dev.tailback.flowalerts.lag.PartitionLag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The names of kafka_exporter, which knows no seconds. */
final class KafkaExporterNames {
    private KafkaExporterNames() {}

    static List<Family> of(LagView view) {
        Growing lag =
                Growing.gauge("kafka_consumergroup_lag", "Records that the group has yet to read of the partition.");
        Growing sum =
                Growing.gauge("kafka_consumergroup_lag_sum", "Records that the group has yet to read of the topic.");
        Growing offset = Growing.gauge("kafka_consumergroup_current_offset", "Offset that the group committed.");
        Growing members = Growing.gauge("kafka_consumergroup_members", "Members of the group.");
        Growing latest = Growing.gauge("kafka_topic_partition_current_offset", "Offset behind the last record.");
        Growing oldest =
                Growing.gauge("kafka_topic_partition_oldest_offset", "Offset of the first record that is kept.");
        for (GroupLag group : view.groups()) {
            Map<String, Long> sums = new TreeMap<>();
            for (PartitionLag partition : group.partitions()) {
                String topic = partition.place().topic();
                Map<String, String> labels = Family.labels(
                        "consumergroup",
                        group.group(),
                        "topic",
                        topic,
                        "partition",
                        String.valueOf(partition.place().partition()));
                PartitionLag.Lag known = partition.lag();
                if (known != null) {
                    lag.add(labels, known.records());
                    sums.merge(topic, known.records(), Long::sum);
                }
                if (partition.committed() != null) {
                    offset.add(labels, partition.committed());
                }
            }
            sums.forEach((topic, records) ->
                    sum.add(Family.labels("consumergroup", group.group(), "topic", topic), records));
            members.add(Family.labels("consumergroup", group.group()), group.members());
        }
        new TreeMap<>(view.ends()).forEach((place, ends) -> {
            Map<String, String> labels =
                    Family.labels("topic", place.topic(), "partition", String.valueOf(place.partition()));
            latest.add(labels, ends.latest());
            oldest.add(labels, ends.earliest());
        });
        return Stream.of(lag, sum, offset, members, latest, oldest)
                .map(Growing::family)
                .toList();
    }
}
