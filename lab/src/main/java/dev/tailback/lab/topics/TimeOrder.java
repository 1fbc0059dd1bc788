package dev.tailback.lab.topics;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Merges partitions by the time of their records. Holds what was fetched of them and no more: a partition of which
 * something waits is not {@link #hungry}.
 */
final class TimeOrder {
    private static final Comparator<ConsumerRecord<byte[], byte[]>> ORDER =
            Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                    .thenComparing(ConsumerRecord::partition);

    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new HashMap<>();
    private final Set<TopicPartition> unfinished;

    TimeOrder(Collection<TopicPartition> partitions) {
        unfinished = new HashSet<>(partitions);
        partitions.forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        Deque<ConsumerRecord<byte[], byte[]>> queue =
                waiting.get(new TopicPartition(record.topic(), record.partition()));
        if (queue == null) {
            throw new IllegalArgumentException("a record of " + record.topic() + "-" + record.partition()
                    + ", which is none of " + waiting.keySet());
        }
        queue.add(record);
    }

    /** Nothing more comes of it. */
    void finish(TopicPartition partition) {
        unfinished.remove(partition);
    }

    /** The partitions that have to be read before it is known what comes next. */
    List<TopicPartition> hungry() {
        return unfinished.stream().filter(partition -> isEmpty(partition)).toList();
    }

    /** Empty when a hungry partition might have an earlier one, and at the end. */
    Optional<ConsumerRecord<byte[], byte[]>> next() {
        if (!hungry().isEmpty()) {
            return Optional.empty();
        }
        return waiting.values().stream()
                .filter(queue -> !queue.isEmpty())
                .min(Comparator.comparing(Deque::element, ORDER))
                .map(Deque::remove);
    }

    private boolean isEmpty(TopicPartition partition) {
        Deque<ConsumerRecord<byte[], byte[]>> queue = waiting.get(partition);
        return queue == null || queue.isEmpty();
    }
}
