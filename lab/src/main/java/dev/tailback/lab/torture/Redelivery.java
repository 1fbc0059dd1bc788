package dev.tailback.lab.torture;

import dev.tailback.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Every event is delivered two to five times, the copies shuffled. */
record Redelivery(long seed) implements Disturbance {
    /** So that copies are not copied. */
    private static final String COPY = "torture_copy";

    private static final int MOST_COPIES = 4;

    @Override
    public String text() {
        return "every event 2 to 5 times, shuffled";
    }

    @Override
    public String run(Arena arena, Duration span) throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", arena.kafka());
        Random random = new Random(seed);
        long end = System.nanoTime() + span.toNanos();
        int events = 0;
        int copies = 0;
        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            List<TopicPartition> partitions = Topics.ALL.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (System.nanoTime() < end) {
                List<ProducerRecord<String, byte[]>> again = new ArrayList<>();
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    if (record.headers().lastHeader(COPY) == null) {
                        events++;
                        int more = 1 + random.nextInt(MOST_COPIES);
                        again.addAll(Collections.nCopies(more, copy(record)));
                    }
                }
                Collections.shuffle(again, random);
                again.forEach(producer::send);
                copies += again.size();
            }
            producer.flush();
        }
        return events + " events got " + copies + " copies";
    }

    private static ProducerRecord<String, byte[]> copy(ConsumerRecord<String, byte[]> record) {
        var copy = new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers());
        exempt(copy);
        return copy;
    }

    /** It will not be copied. */
    static void exempt(ProducerRecord<String, byte[]> record) {
        record.headers().add(COPY, new byte[0]);
    }
}
