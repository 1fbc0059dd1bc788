package dev.tailback.lab.dead;

import dev.tailback.lab.terminal.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads partitions from their beginning to what is their end now, in no group and leaving no trace. */
final class Log implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    interface Reader {
        void read(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;
    }

    private final KafkaConsumer<byte[], byte[]> consumer;

    Log(String bootstrapServers) {
        // Dead letters may be large, and a command line has a small heap.
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "tailback-dead",
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

    void readAll(Collection<TopicPartition> partitions, Reader reader) throws InterruptedException {
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        consumer.seekToBeginning(partitions);
        readUntil(ends, reader);
    }

    /** The record at exactly that place, if it is (still) there. */
    void readAt(Place place, Reader reader) throws InterruptedException {
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
                reader.read(record);
            }
        });
    }

    private void readUntil(Map<TopicPartition, Long> ends, Reader reader) throws InterruptedException {
        long progressed = System.nanoTime();
        while (true) {
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (ends.isEmpty()) {
                return;
            }
            var polled = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : polled) {
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    reader.read(record);
                }
            }
            if (!polled.isEmpty()) {
                progressed = System.nanoTime();
            } else if (System.nanoTime() - progressed > PATIENCE.toNanos()) {
                throw new Refusal("Kafka gave nothing of " + ends.keySet() + " for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
