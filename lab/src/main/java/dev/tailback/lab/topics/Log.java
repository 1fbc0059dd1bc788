package dev.tailback.lab.topics;

import dev.tailback.lab.terminal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads partitions in no group and leaving no trace. */
public final class Log implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @FunctionalInterface
    public interface Visitor {
        void visit(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private long progressed = System.nanoTime();

    public Log(String bootstrapServers) {
        // Records may be large, and a command line has a small heap.
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "tailback",
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        1 << 20,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        8 << 20,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        15_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** From the beginning to what is the end now. */
    public void readAll(Collection<TopicPartition> partitions, Visitor visitor) throws InterruptedException {
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        consumer.seekToBeginning(partitions);
        readUntil(ends, visitor);
    }

    /** The record at exactly that place, if it is (still) there. */
    public void readAt(Place place, Visitor visitor) throws InterruptedException {
        TopicPartition partition = place.topicPartition();
        Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(partition));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(List.of(partition));
        if (place.offset() >= ends.getOrDefault(partition, 0L)
                || place.offset() < beginnings.getOrDefault(partition, 0L)) {
            return;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, place.offset());
        readUntil(new HashMap<>(Map.of(partition, place.offset() + 1)), record -> {
            if (record.offset() == place.offset()) {
                visitor.visit(record);
            }
        });
    }

    private void readUntil(Map<TopicPartition, Long> ends, Visitor visitor) throws InterruptedException {
        progressed = System.nanoTime();
        while (true) {
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (ends.isEmpty()) {
                return;
            }
            for (ConsumerRecord<byte[], byte[]> record : pollPatiently(ends.keySet())) {
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    visitor.visit(record);
                }
            }
        }
    }

    Window window(Collection<TopicPartition> partitions, Beginning beginning) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        return Window.of(beginning, consumer.beginningOffsets(partitions), ends, time -> firstSince(partitions, time));
    }

    private Map<TopicPartition, Long> firstSince(Collection<TopicPartition> partitions, Instant time) {
        Map<TopicPartition, Long> question = new HashMap<>();
        partitions.forEach(partition -> question.put(partition, time.toEpochMilli()));
        Map<TopicPartition, Long> found = new HashMap<>();
        consumer.offsetsForTimes(question).forEach((partition, first) -> {
            // Kafka answers null where nothing is so young.
            if (first != null) {
                found.put(partition, first.offset());
            }
        });
        return found;
    }

    /** The window's records in order of time, until there is enough of them. */
    void readInOrderOfTime(Window window, Visitor visitor, BooleanSupplier isEnough) throws InterruptedException {
        start(window.from());
        TimeOrder order = new TimeOrder(window.to().keySet());
        progressed = System.nanoTime();
        while (!isEnough.getAsBoolean()) {
            finishReadPartitions(order, window);
            Optional<ConsumerRecord<byte[], byte[]>> next = order.next();
            if (next.isPresent()) {
                visitor.visit(next.get());
                continue;
            }
            List<TopicPartition> hungry = order.hungry();
            if (hungry.isEmpty()) {
                return;
            }
            consumer.pause(consumer.assignment());
            consumer.resume(hungry);
            for (ConsumerRecord<byte[], byte[]> record : pollPatiently(hungry)) {
                if (record.offset()
                        < window.to().getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    order.add(record);
                }
            }
        }
    }

    private void finishReadPartitions(TimeOrder order, Window window) {
        for (TopicPartition partition : order.hungry()) {
            if (consumer.position(partition) >= window.to().getOrDefault(partition, 0L)) {
                order.finish(partition);
            }
        }
    }

    /** What comes from there on, as it comes, until there is enough of it. */
    void follow(Map<TopicPartition, Long> from, Visitor visitor, BooleanSupplier isEnough) throws InterruptedException {
        start(from);
        while (!isEnough.getAsBoolean()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (!isEnough.getAsBoolean()) {
                    visitor.visit(record);
                }
            }
        }
    }

    private void start(Map<TopicPartition, Long> from) {
        consumer.assign(from.keySet());
        consumer.resume(from.keySet());
        from.forEach(consumer::seek);
    }

    private ConsumerRecords<byte[], byte[]> pollPatiently(Collection<TopicPartition> wanted) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        if (!polled.isEmpty()) {
            progressed = System.nanoTime();
        } else if (System.nanoTime() - progressed > PATIENCE.toNanos()) {
            throw new Refusal("Kafka gave nothing of " + wanted + " for " + PATIENCE.toSeconds() + " s");
        }
        return polled;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
