package dev.tailback.lab.mishaps;

import dev.tailback.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every event is delivered again, up to a number of times, at random, the copies shuffled. */
public final class Redelivery {
    /** So that copies are not copied. */
    private static final String COPY = "tailback_copy";

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Redelivery.class);

    private final String kafka;
    private final int mostCopies;
    private final Random random;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong copies = new AtomicLong();
    private final AtomicInteger partitions = new AtomicInteger();

    public Redelivery(String kafka, int mostCopies, long seed) {
        this.kafka = kafka;
        this.mostCopies = mostCopies;
        this.random = new Random(seed);
    }

    /** Of how many partitions every new record is read: 0 until it has begun. */
    public int partitions() {
        return partitions.get();
    }

    public long events() {
        return events.get();
    }

    public long copies() {
        return copies.get();
    }

    /** Copies whatever comes from now on; returns soon after it is to go on no more. */
    public void run(BooleanSupplier goesOn) {
        Map<String, Object> client = Map.of("bootstrap.servers", kafka);
        try (KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            awaitTheEnds(consumer, goesOn);
            while (goesOn.getAsBoolean()) {
                List<ProducerRecord<String, byte[]>> again = new ArrayList<>();
                for (ConsumerRecord<String, byte[]> record : consumer.poll(PATIENCE)) {
                    if (record.headers().lastHeader(COPY) == null) {
                        events.incrementAndGet();
                        again.addAll(Collections.nCopies(1 + random.nextInt(mostCopies), copy(record)));
                    }
                }
                Collections.shuffle(again, random);
                again.forEach(producer::send);
                copies.addAndGet(again.size());
            }
            producer.flush();
        }
    }

    /** A broker that is away may come back while it is to go on. */
    private void awaitTheEnds(KafkaConsumer<String, byte[]> consumer, BooleanSupplier goesOn) {
        while (partitions.get() == 0 && goesOn.getAsBoolean()) {
            try {
                readFromTheEnds(consumer);
            } catch (TimeoutException brokerIsAway) {
                log.info("copies of events wait for the broker: {}", brokerIsAway.getMessage());
            }
        }
    }

    private void readFromTheEnds(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> all = Topics.ALL.stream()
                .flatMap(topic -> consumer.partitionsFor(topic, ANSWER).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        // The seek is lazy: what comes before it is done would be missed.
        all.forEach(partition -> consumer.position(partition, ANSWER));
        partitions.set(all.size());
    }

    private static ProducerRecord<String, byte[]> copy(ConsumerRecord<String, byte[]> record) {
        ProducerRecord<String, byte[]> copy =
                new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers());
        exempt(copy);
        return copy;
    }

    /** It will not be copied. */
    static void exempt(ProducerRecord<String, byte[]> record) {
        record.headers().add(COPY, new byte[0]);
    }
}
