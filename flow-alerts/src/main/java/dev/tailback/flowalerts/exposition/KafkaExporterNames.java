package dev.tailback.flowalerts.exposition;

import dev.tailback.flowalerts.exposition.Family.Growing;
import dev.tailback.flowalerts.lag.LagView;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The names of kafka_exporter, which knows no seconds. */
final class KafkaExporterNames {
    private KafkaExporterNames() {}

    static List<Family> of(LagView view) {
        var lag = Growing.gauge("kafka_consumergroup_lag", "Records that the group has yet to read of the partition.");
        var sum = Growing.gauge("kafka_consumergroup_lag_sum", "Records that the group has yet to read of the topic.");
        var offset = Growing.gauge("kafka_consumergroup_current_offset", "Offset that the group committed.");
        var members = Growing.gauge("kafka_consumergroup_members", "Members of the group.");
        var latest = Growing.gauge("kafka_topic_partition_current_offset", "Offset behind the last record.");
        var oldest = Growing.gauge("kafka_topic_partition_oldest_offset", "Offset of the first record that is kept.");
        for (var group : view.groups()) {
            var sums = new TreeMap<String, Long>();
            for (var partition : group.partitions()) {
                var topic = partition.place().topic();
                var labels = Family.labels(
                        "consumergroup",
                        group.group(),
                        "topic",
                        topic,
                        "partition",
                        String.valueOf(partition.place().partition()));
                var known = partition.lag();
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
            var labels = Family.labels("topic", place.topic(), "partition", String.valueOf(place.partition()));
            latest.add(labels, ends.latest());
            oldest.add(labels, ends.earliest());
        });
        return Stream.of(lag, sum, offset, members, latest, oldest)
                .map(Growing::family)
                .toList();
    }
}
