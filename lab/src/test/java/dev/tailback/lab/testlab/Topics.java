package dev.tailback.lab.testlab;

import dev.tailback.events.EventHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The shop's topics as an outsider with a Kafka client sees them. */
public final class Topics implements AutoCloseable {
    private static final List<String> ALL = List.of("carts", "orders", "stock");
    private static final Map<String, List<String>> READERS =
            Map.of("catalog", List.of("orders"), "checkout", List.of("carts", "stock"), "inventory", List.of("orders"));

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;

    public Topics(int port) {
        Map<String, Object> client = Map.of("bootstrap.servers", "127.0.0.1:" + port);
        consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
        producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
        admin = Admin.create(client);
    }

    /** Every record about the order, in all topics but those for dead letters. */
    public List<ConsumerRecord<String, byte[]>> recordsOf(UUID order) {
        return recordsIn(ALL, record -> order.toString().equals(record.key()));
    }

    /** Every record there is, by its key. */
    public Map<String, List<ConsumerRecord<String, byte[]>>> recordsByKey() {
        List<String> topics = Stream.concat(ALL.stream(), dev.tailback.events.Topics.allDead().stream())
                .toList();
        return recordsIn(topics, record -> true).stream().collect(Collectors.groupingBy(ConsumerRecord::key));
    }

    /** The orders whose carts the lab itself sent there more than once. */
    public List<UUID> repeatedCarts() {
        Map<String, Long> times = recordsIn(
                        List.of("carts"),
                        record ->
                                EventHeaders.text(record.headers(), "ce_source").equals(Optional.of("/tailback/lab")))
                .stream()
                .collect(Collectors.groupingBy(ConsumerRecord::key, Collectors.counting()));
        return times.entrySet().stream()
                .filter(cart -> cart.getValue() > 1)
                .map(cart -> UUID.fromString(cart.getKey()))
                .toList();
    }

    /** Without what all types begin with. */
    public List<String> typesAbout(UUID order, String topic) {
        return recordsIn(List.of(topic), record -> order.toString().equals(record.key())).stream()
                .map(record ->
                        EventHeaders.required(record.headers(), "ce_type").replace("dev.tailback.", ""))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> recordsIn(
            List<String> topics, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        List<TopicPartition> partitions = partitions(topics);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (wanted.test(record)) {
                    found.add(record);
                }
            }
        }
        return found;
    }

    public void send(ProducerRecord<String, byte[]> record) throws Exception {
        producer.send(record).get();
    }

    public void deliverAgain(ConsumerRecord<String, byte[]> record) throws Exception {
        producer.send(new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers()))
                .get();
    }

    /** A cart that nobody can read, under that order's key. */
    public void sendPoison(UUID order) throws Exception {
        producer.send(new ProducerRecord<>("carts", order.toString(), new byte[] {'{'}))
                .get();
    }

    public long sizeOf(String topic) {
        return consumer.endOffsets(partitions(List.of(topic))).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Whether every reader has committed all that there is for it to read. */
    public boolean isAllRead() throws Exception {
        for (Map.Entry<String, List<String>> reader : READERS.entrySet()) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(reader.getKey())
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(reader.getValue()));
            if (!ends.entrySet().stream()
                    .allMatch(end -> end.getValue() == 0
                            || committed.get(end.getKey()) != null
                                    && committed.get(end.getKey()).offset() == end.getValue())) {
                return false;
            }
        }
        return true;
    }

    private List<TopicPartition> partitions(List<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toList());
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
        admin.close();
    }
}
