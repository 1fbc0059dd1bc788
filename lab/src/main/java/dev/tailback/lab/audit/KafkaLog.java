package dev.tailback.lab.audit;

import dev.tailback.events.Topics;
import dev.tailback.lab.terminal.Refusal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** The shop's topics from their beginning on, keys and headers only, read in no group and leaving no trace. */
final class KafkaLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    interface Records {
        void read(ConsumerRecord<byte[], Void> record) throws java.io.IOException;
    }

    private final Admin admin;
    private final KafkaConsumer<byte[], Void> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();

    KafkaLog(String bootstrapServers) {
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) ANSWER.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000));
        // Fetches are small: they have to share a small heap with what is sorted there.
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "tailback-audit",
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        512 << 10,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        8 << 20,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2_000,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) ANSWER.toMillis()),
                new ByteArrayDeserializer(),
                new Unread());
        Map<String, ?> known = consumer.listTopics();
        Stream.concat(Topics.ALL.stream(), Topics.allDead().stream())
                .filter(known::containsKey)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .forEach(each -> partitions.add(new TopicPartition(each.topic(), each.partition())));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What every group has behind it: its committed offsets. */
    Map<Reader, Map<TopicPartition, Long>> committed() throws InterruptedException {
        Map<Reader, Map<TopicPartition, Long>> committed = new EnumMap<>(Reader.class);
        for (Reader reader : Reader.ALL) {
            committed.put(reader, committed(reader.group()));
        }
        return committed;
    }

    private Map<TopicPartition, Long> committed(String group) throws InterruptedException {
        try {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> known = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            known.forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.put(partition, offset.offset());
                }
            });
            return offsets;
        } catch (ExecutionException refused) {
            throw new Refusal("Kafka does not tell the offsets of " + group + ": " + refused.getCause(), refused);
        }
    }

    Map<TopicPartition, Long> beginnings() {
        return consumer.beginningOffsets(partitions);
    }

    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /** Goes on from where the last reading ended. */
    void readUntil(Map<TopicPartition, Long> ends, Records reader) throws java.io.IOException {
        Map<TopicPartition, Long> left = new HashMap<>(ends);
        long progressed = System.nanoTime();
        while (true) {
            left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (left.isEmpty()) {
                return;
            }
            ConsumerRecords<byte[], Void> polled = consumer.poll(POLL);
            for (ConsumerRecord<byte[], Void> record : polled) {
                reader.read(record);
            }
            if (!polled.isEmpty()) {
                progressed = System.nanoTime();
            } else if (System.nanoTime() - progressed > PATIENCE.toNanos()) {
                throw new Refusal("Kafka gave nothing of " + left.keySet() + " for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }

    /** Payloads are most of the bytes, and an audit wants none of them. */
    private static final class Unread implements Deserializer<Void> {
        @Override
        @SuppressWarnings("NullAway") // Kafka's own null
        public Void deserialize(String topic, byte[] data) {
            return null;
        }

        @Override
        @SuppressWarnings("NullAway")
        public Void deserialize(String topic, Headers headers, ByteBuffer data) {
            return null;
        }
    }
}
