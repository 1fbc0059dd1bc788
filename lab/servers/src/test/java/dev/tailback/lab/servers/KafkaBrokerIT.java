package dev.tailback.lab.servers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {

    @TempDir
    Path directory;

    private final List<Integer> ports = FreePorts.find(2);
    private Leash leash;

    @AfterEach
    void end() {
        if (leash != null) {
            leash.kill();
            leash.onExit().join();
        }
    }

    @Test
    void acknowledgedRecordsAndTheClusterIdSurviveAKill() throws Exception {
        startAndAwaitReady();
        String cluster = clusterId();
        createTopic("kept");
        List<String> sent =
                IntStream.range(0, 1_000).mapToObj(i -> "record " + i).toList();
        produce("kept", sent);

        leash.kill();
        leash.onExit().join();
        startAndAwaitReady();

        assertThat(consume("kept", sent.size())).containsExactlyElementsOf(sent);
        assertThat(clusterId()).isEqualTo(cluster);
    }

    @Test
    void topicThatNobodyMadeIsNotMadeByAsking() throws Exception {
        startAndAwaitReady();

        assertThatThrownBy(() -> produce("misspelt", List.of("x"))).hasMessageContaining("misspelt");
        try (Admin admin = Admin.create(client())) {
            assertThat(admin.listTopics().names().get()).doesNotContain("misspelt");
        }
    }

    @Test
    void endsCleanlyOnTerm() throws Exception {
        startAndAwaitReady();

        assertThat(leash.stop(Duration.ofSeconds(20))).isTrue();

        assertThat(leash.onExit().join()).isEqualTo(128 + 15);
        assertThat(directory.resolve("data/.kafka_cleanshutdown")).exists();
    }

    @Test
    void readyFileOfAnEarlierLifeIsNotBelieved() throws Exception {
        Files.writeString(readyFile(), "stale");
        try (ServerSocket holder = new ServerSocket(ports.getFirst(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            leash = start();

            assertThat(leash.onExit().orTimeout(20, SECONDS).join()).isEqualTo(1);

            assertThat(readyFile()).doesNotExist();
            assertThat(Files.readString(log()).strip())
                    .isEqualTo("Kafka cannot listen on 127.0.0.1:" + holder.getLocalPort()
                            + ": the port is in use by another process");
        }
    }

    @Test
    void wrongUsageGetsOneSentence() throws Exception {
        leash = Leash.start(new Leash.Command(
                TestJvm.running(KafkaBroker.class, "--port", "lots"), Map.of(), log(), directory.resolve("kafka.pid")));

        assertThat(leash.onExit().orTimeout(20, SECONDS).join()).isEqualTo(2);
        assertThat(Files.readString(log()).lines()).singleElement().asString().contains("--data");
    }

    @Test
    void runsInsideAnotherJvm() throws Exception {
        try (AutoCloseable broker =
                KafkaBroker.startInProcess(directory.resolve("inside"), ports.get(0), ports.get(1))) {
            createTopic("inside");
            produce("inside", List.of("one"));

            assertThat(consume("inside", 1)).containsExactly("one");
        }
        assertThat(ports).allMatch(FreePorts::isFree);
    }

    private void startAndAwaitReady() throws IOException {
        Files.deleteIfExists(readyFile());
        leash = start();
        await().atMost(60, SECONDS).until(() -> Files.exists(readyFile()) || !leash.isAlive());
        assertThat(leash.isAlive()).as(() -> "alive, log " + log()).isTrue();
    }

    private Leash start() throws IOException {
        List<String> argv = TestJvm.running(
                KafkaBroker.class,
                "--data",
                directory.resolve("data").toString(),
                "--port",
                ports.get(0).toString(),
                "--controller-port",
                ports.get(1).toString(),
                "--ready-file",
                readyFile().toString());
        return Leash.start(new Leash.Command(argv, Map.of(), log(), directory.resolve("kafka.pid")));
    }

    private Path readyFile() {
        return directory.resolve("kafka.ready");
    }

    private Path log() {
        return directory.resolve("kafka.log");
    }

    private Properties client() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", "127.0.0.1:" + ports.getFirst());
        properties.put("acks", "all");
        properties.put("max.block.ms", "2000");
        properties.put("auto.offset.reset", "earliest");
        properties.put("group.id", "reader");
        return properties;
    }

    private String clusterId() throws Exception {
        try (Admin admin = Admin.create(client())) {
            return admin.describeCluster().clusterId().get(20, SECONDS);
        }
    }

    private void createTopic(String name) throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, SECONDS);
        }
    }

    private void produce(String topic, List<String> values) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            for (String value : values) {
                sent.add(producer.send(new ProducerRecord<>(topic, value)));
            }
            for (Future<?> acknowledged : sent) {
                acknowledged.get(20, SECONDS);
            }
        }
    }

    private List<String> consume(String topic, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(30, SECONDS).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
        }
        return values;
    }
}
