package dev.tailback.lab.topics;

import dev.tailback.events.Topics;
import dev.tailback.lab.lag.LagFigures;
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
 * @param readers absent while it is not known who reads how far
 */
public record TopicView(
        String name,
        boolean deadLetters,
        int partitions,
        long records,
        @Nullable Long bytes,
        @Nullable List<Reader> readers) {

    /**
     * Every topic but Kafka's own.
     *
     * @param lag null when nobody tells
     */
    public static List<TopicView> all(Broker broker, @Nullable LagFigures lag) throws InterruptedException {
        Map<TopicPartition, Long> bytes = broker.bytes();
        List<TopicView> views = new ArrayList<>();
        for (Map.Entry<String, Integer> topic : broker.partitionsByTopic().entrySet()) {
            List<TopicPartition> partitions = Broker.partitions(topic.getKey(), topic.getValue());
            views.add(view(topic.getKey(), partitions, bytes, broker, lag));
        }
        return views;
    }

    private static TopicView view(
            String name,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> bytes,
            Broker broker,
            @Nullable LagFigures lag)
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
                lag == null ? null : Reader.of(name, lag));
    }
}
