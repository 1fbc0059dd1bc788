package dev.tailback.relay;

import dev.tailback.events.EventHeaders;
import dev.tailback.events.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** The ids that stand in the headers of the shop's topics. Keys and payloads are not looked at. */
final class PublishedIds implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** After that much silence from the broker the round is given up, and the next one looks again. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final KafkaConsumer<Void, Void> kafka;
    private final Runnable demandGoesOn;

    /** @param demandGoesOn throws when the reading should end */
    PublishedIds(Map<String, Object> broker, Runnable demandGoesOn) {
        this.demandGoesOn = demandGoesOn;
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "relay-reconciler");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.CHECK_CRCS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        // The heap is small (96 MB), and one fetch at a time is enough.
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 512 << 10);
        this.kafka = new KafkaConsumer<>(settings, new Skipped(), new Skipped());
    }

    /** Where the next record of each partition will stand. */
    Map<TopicPartition, Long> ends() {
        Map<String, List<org.apache.kafka.common.PartitionInfo>> topics = kafka.listTopics();
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : Topics.ALL) {
            topics.getOrDefault(topic, List.of())
                    .forEach(each -> partitions.add(new TopicPartition(each.topic(), each.partition())));
        }
        kafka.assign(partitions);
        kafka.resume(partitions);
        return kafka.endOffsets(partitions);
    }

    /** Marks what is found from one offset of each partition (its beginning where none is given) to its end now. */
    void markFound(SoughtIds sought, Map<TopicPartition, Long> from) {
        Map<TopicPartition, Long> unread = new HashMap<>(ends());
        Map<TopicPartition, Long> beginnings = kafka.beginningOffsets(unread.keySet());
        unread.forEach((partition, end) -> {
            long start = Math.max(from.getOrDefault(partition, 0L), beginnings.getOrDefault(partition, 0L));
            // An offset behind the end is that of a topic which was deleted and made again.
            kafka.seek(partition, start > end ? beginnings.getOrDefault(partition, 0L) : start);
        });
        long heardNanos = System.nanoTime();
        while (!sought.allFound() && !isRead(unread)) {
            demandGoesOn.run();
            ConsumerRecords<Void, Void> records = kafka.poll(POLL);
            if (!records.isEmpty()) {
                heardNanos = System.nanoTime();
            } else if (System.nanoTime() - heardNanos > SILENCE.toNanos()) {
                throw new IllegalStateException("the broker sent nothing for " + SILENCE.toSeconds() + " s");
            }
            records.forEach(record -> mark(record, sought));
        }
    }

    private boolean isRead(Map<TopicPartition, Long> unread) {
        Collection<TopicPartition> read = new ArrayList<>();
        unread.forEach((partition, end) -> {
            if (kafka.position(partition) >= end) {
                read.add(partition);
            }
        });
        kafka.pause(read);
        unread.keySet().removeAll(read);
        return unread.isEmpty();
    }

    private static void mark(ConsumerRecord<Void, Void> record, SoughtIds sought) {
        EventHeaders.text(record.headers(), EventHeaders.ID)
                .filter(id -> id.length() == 36)
                .ifPresent(id -> markIfUuid(id, sought));
    }

    /** Anybody may write to a topic; what has no id of ours is none of the outboxes' rows. */
    private static void markIfUuid(String id, SoughtIds sought) {
        UUID uuid;
        try {
            uuid = UUID.fromString(id);
        } catch (IllegalArgumentException foreign) {
            return;
        }
        sought.found(uuid);
    }

    @Override
    public void close() {
        kafka.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    /** Neither copies nor reads. */
    private static final class Skipped implements Deserializer<Void> {
        @Override
        public @org.jspecify.annotations.Nullable Void deserialize(String topic, byte[] data) {
            return null;
        }

        @Override
        public @org.jspecify.annotations.Nullable Void deserialize(String topic, Headers headers, ByteBuffer data) {
            return null;
        }
    }
}
