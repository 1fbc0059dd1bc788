package dev.tailback.stage.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class PatientConsumerTest {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 15;

    /** If the first half fails, Kafka has mended its consumer, and ours can go. */
    @Test
    void aBrokerThatIsAwayCostsNoProcessorTime() throws Exception {
        try (Consumer<String, byte[]> consumer = consumerOfNobody()) {
            double impatient = processorShare(consumer);

            double patient = processorShare(PatientConsumer.of(consumer));

            assertThat(impatient).isGreaterThan(3 * patient);
            assertThat(patient).isLessThan(0.25);
        }
    }

    private static Consumer<String, byte[]> consumerOfNobody() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        Consumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + nobody, "group.id", "patient", "group.protocol", "consumer"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of("orders"));
        return consumer;
    }

    /** Of this thread alone, so that what else the machine does takes no part; of the time that the polls may take. */
    private static double processorShare(Consumer<String, byte[]> consumer) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int poll = 0; poll < POLLS; poll++) {
            consumer.poll(POLL);
        }
        long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        return (double) used / POLL.multipliedBy(POLLS).toNanos();
    }
}
