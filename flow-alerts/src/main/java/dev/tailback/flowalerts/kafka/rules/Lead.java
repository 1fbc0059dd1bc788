package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.workers.Worker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Who of several instances speaks to the world. A topic of one partition has one reader in a group: that one leads. It
 * gives up by itself when it has not heard of the broker for less time than after which the broker gives the lead to another.
 */
final class Lead implements AutoCloseable {
    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration TRUSTED = Duration.ofSeconds(7);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final SharedSettings settings;
    private final Worker worker;
    private volatile boolean assigned;
    private volatile long heardAt;

    Lead(SharedSettings settings) {
        this.settings = settings;
        this.worker = Worker.start("lead", this::follow);
    }

    Worker worker() {
        return worker;
    }

    boolean isHere() {
        return assigned && System.nanoTime() - heardAt < TRUSTED.toNanos();
    }

    private void follow() throws InterruptedException {
        Map<String, Object> all = new HashMap<>(settings.more());
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.prefix() + "-lead");
        all.put(ConsumerConfig.GROUP_ID_CONFIG, settings.lead());
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) SESSION.toMillis() / 5);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(settings.lead()), new Changes());
            Interruptible.again(() -> {
                consumer.poll(POLL);
                hear(consumer);
            });
        } finally {
            assigned = false;
        }
    }

    /** A poll returns without the broker as well; what it last said to a heartbeat is not older than this. */
    private void hear(KafkaConsumer<byte[], byte[]> consumer) {
        for (Map.Entry<MetricName, ? extends Metric> metric : consumer.metrics().entrySet()) {
            if (metric.getKey().name().equals("last-heartbeat-seconds-ago")
                    && metric.getValue().metricValue() instanceof Number ago
                    && ago.doubleValue() >= 0) {
                heardAt = System.nanoTime() - (long) (ago.doubleValue() * 1e9);
            }
        }
    }

    private final class Changes implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assigned |= !partitions.isEmpty();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assigned &= partitions.isEmpty();
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            assigned = false;
        }
    }

    @Override
    public void close() {
        worker.interrupt();
        try {
            worker.join(CLOSE_WITHIN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
