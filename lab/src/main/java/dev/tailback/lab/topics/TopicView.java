package dev.tailback.lab.topics;

import dev.tailback.events.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A topic at a glance. Public JSON, so fields are only ever added.
 *
 * @param records from the first that is kept to the last, which in a compacted topic is more than there are
 * @param bytes on disk, if a broker tells
 */
public record TopicView(
        String name,
        boolean deadLetters,
        int partitions,
        long records,
        @Nullable Long bytes,
        List<Reader> readers) {

    /** Every topic but Kafka's own. */
    public static List<TopicView> all(Broker broker) throws InterruptedException {
        Map<TopicPartition, Long> bytes = broker.bytes();
        List<TopicView> views = new ArrayList<>();
        for (Map.Entry<String, Integer> topic : broker.partitionsByTopic().entrySet()) {
            List<TopicPartition> partitions = Broker.partitions(topic.getKey(), topic.getValue());
            views.add(view(topic.getKey(), partitions, bytes, broker));
        }
        return views;
    }

    private static TopicView view(
            String name, List<TopicPartition> partitions, Map<TopicPartition, Long> bytes, Broker broker)
            throws InterruptedException {
        Map<TopicPartition, Long> beginnings = broker.beginnings(partitions);
        Map<TopicPartition, Long> ends = broker.ends(partitions);
        long records = 0;
        long size = 0;
        boolean isSizeKnown = true;
        for (TopicPartition partition : partitions) {
            records += ends.getOrDefault(partition, 0L) - beginnings.getOrDefault(partition, 0L);
            size += bytes.getOrDefault(partition, 0L);
            isSizeKnown &= bytes.containsKey(partition);
        }
        return new TopicView(
                name,
                Topics.isDead(name),
                partitions.size(),
                records,
                isSizeKnown ? size : null,
                broker.readers(partitions));
    }
}
