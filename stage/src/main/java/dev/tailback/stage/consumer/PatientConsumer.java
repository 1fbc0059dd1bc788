package dev.tailback.stage.consumer;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Metric;

/**
 * A consumer that waits for a broker that is away. Kafka's own, of KIP-848 and up to 4.3, never blocks in a poll while it
 * knows no coordinator (KAFKA-20253): each stage would turn a processor for nothing until the broker is back. To be deleted
 * with 4.4, which mends it.
 */
public final class PatientConsumer {
    private PatientConsumer() {}

    public static <K, V> Consumer<K, V> of(Consumer<K, V> consumer) {
        return ConsumerProxy.of(
                consumer,
                (method, arguments, original) ->
                        method.getName().equals("poll") && arguments != null && !isConnected(consumer)
                                ? look(consumer, (Duration) arguments[0])
                                : original.call());
    }

    /** Without a connection there may still be records that were fetched before. */
    private static <K, V> ConsumerRecords<K, V> look(Consumer<K, V> consumer, Duration patience) {
        ConsumerRecords<K, V> fetchedBefore = consumer.poll(Duration.ZERO);
        if (fetchedBefore.isEmpty()) {
            LockSupport.parkNanos(patience.toNanos());
        }
        return fetchedBefore;
    }

    private static boolean isConnected(Consumer<?, ?> consumer) {
        return consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-count"))
                .map(Metric::metricValue)
                .anyMatch(count -> ((Number) count).doubleValue() > 0);
    }
}
