package dev.tailback.flowalerts.kafka;

import dev.tailback.flowalerts.lag.Cost;
import dev.tailback.flowalerts.lag.Look;
import dev.tailback.flowalerts.lag.Watched;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a look costs where every partition lags: the first one, one while every reader moves on, and one while all of them
 * stand still. No test by its name, so it runs only when asked for:
 *
 * <p>{@code mvn verify -pl flow-alerts -am -DskipITs -Dtest=LagBench -Dsurefire.failIfNoSpecifiedTests=false}
 */
@ExtendWith(ShopServersExtension.class)
class LagBench {
    private static final int RECORDS = 4;
    private static final int BYTES = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String broker;

    LagBench(ShopServers servers) {
        broker = servers.bootstrapServers();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 5_000})
    void costOfALook(int partitions) throws Exception {
        String topic = "bench-" + partitions;
        String group = "bench-readers-" + partitions;
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
            write(topic, partitions);
            commit(admin, group, topic, partitions, 0);
            Watched watched = new Watched(
                    Pattern.compile(group), Pattern.compile(""), Pattern.compile(".*"), Pattern.compile(""));
            try (ClusterLooks looks =
                    new ClusterLooks(new Client(broker, Map.of()), watched, Pattern.compile(""), Clock.systemUTC())) {
                print(partitions, "first", looks);
                commit(admin, group, topic, partitions, 1);
                print(partitions, "all move", looks);
                commit(admin, group, topic, partitions, 2);
                print(partitions, "all move", looks);
                print(partitions, "all stand", looks);
            }
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    private static void print(int partitions, String what, ClusterLooks looks) throws InterruptedException {
        long before = processorNanos();
        Look look = looks.look(PATIENCE);
        double millis = (processorNanos() - before) / 1e6;
        Cost cost = look.cost();
        System.out.printf(
                "| %d | %s | %.0f ms | %d ms | %d | %.1f kB | %d | %d |%n",
                partitions,
                what,
                millis,
                cost.tookMillis(),
                cost.requests(),
                cost.bytes() / 1000.0,
                cost.timeStampsRead(),
                cost.timeStampsLeft());
    }

    /** Of the monitor's own threads: the broker lives in this process, too. */
    private static long processorNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = threads.getCurrentThreadCpuTime();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().contains("flow-alerts-lag")) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.threadId()));
            }
        }
        return nanos;
    }

    private void write(String topic, int partitions) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ProducerConfig.LINGER_MS_CONFIG,
                        50,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        false),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS * partitions; i++) {
                producer.send(new ProducerRecord<>(topic, i % partitions, null, new byte[BYTES]));
            }
            producer.flush();
        }
    }

    private static void commit(Admin admin, String group, String topic, int partitions, long offset) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        IntStream.range(0, partitions)
                .forEach(partition -> offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
        admin.alterConsumerGroupOffsets(group, offsets).all().get();
    }
}
