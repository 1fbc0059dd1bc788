package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.testing.Promtool;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What every known exporter gets wrong somewhere, on a real broker; each trap has a topic and a group of its own. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LagIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long ROLLED_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final List<String> TRAPS = List.of(
            "idle",
            "expired",
            "marker",
            "aborted",
            "reset",
            "dead",
            "paused",
            "next-protocol",
            "shared",
            "streams",
            "catching-up",
            "beyond",
            "uncommitted",
            "earliest",
            "future",
            "old",
            "gone",
            "left");

    private final String broker;
    private final Admin admin;
    private final Running running;
    private final List<Member> members = new ArrayList<>();
    private final KafkaStreams streams;

    LagIT(ShopServers servers) {
        broker = servers.bootstrapServers();
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker));
        running = new Running(
                100,
                Map.of(
                        LagVariables.KAFKA, broker,
                        LagVariables.WINDOW, "3",
                        LagVariables.GROUPS, "lag-.*",
                        LagVariables.GROUPS_NOT, "lag-not-.*",
                        LagVariables.FROM_EARLIEST, "lag-earliest",
                        LagVariables.CLUSTER, "shop"));
        streams = streams();
    }

    @BeforeAll
    void laySnares() throws Exception {
        admin.createTopics(TRAPS.stream()
                        .map(trap -> new NewTopic(topic(trap), 1, (short) 1))
                        .toList())
                .all()
                .get();
        for (String trap : TRAPS) {
            if (!List.of("marker", "aborted", "future", "old").contains(trap)) {
                write(trap, 10);
            }
        }
        admin.createTopics(List.of(compacted())).all().get();
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (int record = 0; record < 6; record++) {
                producer.send(record("compacted", System.currentTimeMillis(), "key"))
                        .get();
            }
        }
        commit("compacted", 0);
        // Read to the end before anything happens to it.
        for (String trap : List.of("idle", "reset", "gone", "left")) {
            commit(trap, 10);
        }
        commit("expired", 0);
        commit("dead", 3);
        members.add(Member.classic(broker, "paused", 4));
        members.add(Member.classic(broker, "uncommitted", -1));
        members.add(Member.classic(broker, "earliest", -1));
        members.add(Member.ofTheNextProtocol(broker, "next-protocol", 6));
        members.add(Member.sharing(broker, "shared"));
        streams.start();
        admin.deleteRecords(Map.of(partition("expired"), RecordsToDelete.beforeOffset(4)))
                .all()
                .get();
    }

    @AfterAll
    void close() throws Exception {
        for (Member member : members) {
            member.close();
        }
        streams.close();
        running.close();
        admin.close();
    }

    @Test
    void anIdleGroupHasNoLagAndNoSeconds() {
        awaitGroup("idle", group -> {
            assertThat(group.get("lag").asLong()).isZero();
            assertThat(group.get("lag_seconds").asDouble()).isZero();
            assertThat(group.get("status").asString()).isEqualTo("OK");
        });
    }

    @Test
    void nothingCommittedIsAbsentAndTheRecordsThereAreToldApart() {
        awaitGroup("uncommitted", group -> {
            assertThat(group.has("lag")).isFalse();
            assertThat(group.get("records_without_commit").asLong()).isEqualTo(10);
        });
        assertThat(metrics())
                .doesNotContain("kafka_consumergroup_group_lag{cluster_name=\"shop\",group=\"lag-uncommitted\"");
    }

    @Test
    void nothingCommittedIsAllForWhoIsKnownToBeginWithTheEarliest() {
        awaitGroup("earliest", group -> assertThat(group.get("lag").asLong()).isEqualTo(10));
    }

    @Test
    void recordsThatWereDeletedUnreadAreLostAndNotLag() {
        awaitGroup("expired", group -> {
            assertThat(group.get("lost").asLong()).isEqualTo(4);
            assertThat(group.get("lag").asLong()).isEqualTo(6);
            assertThat(group.get("partitions").get(0).get("retention_share").asDouble())
                    .isEqualTo(1);
        });
    }

    @Test
    void theMarkerOfATransactionIsNoRecord() throws Exception {
        inTransaction("marker", 3, true);
        commit("marker", 3);

        awaitGroup("marker", group -> {
            assertThat(group.get("partitions").get(0).get("latest").asLong()).isEqualTo(4);
            assertThat(group.get("lag").asLong()).isZero();
            assertThat(group.get("status").asString()).isEqualTo("OK");
        });
    }

    @Test
    void theGapThatAnAbortedTransactionLeftIsNotToBeRead() throws Exception {
        inTransaction("aborted", 5, false);
        write("aborted", 2);
        commit("aborted", 0);

        awaitGroup("aborted", group -> assertThat(group.get("lag").asLong()).isEqualTo(2));
    }

    @Test
    void theGapThatCompactionLeftIsNotToBeRead() throws Exception {
        awaitGroup("compacted", group -> assertThat(group.get("lag").asLong()).isEqualTo(6));
        letTheBrokerCompactAtOnce();
        long now = System.currentTimeMillis();
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            // The segment that is written to is never compacted; this record begins the next.
            producer.send(record("compacted", now + ROLLED_MILLIS, "key")).get();
        }

        // Of the six, which lie in the segment before, the last one is left.
        awaitGroup("compacted", group -> assertThat(group.get("lag").asLong()).isEqualTo(2));
    }

    private void letTheBrokerCompactAtOnce() throws Exception {
        ConfigEntry pause = new ConfigEntry("log.cleaner.backoff.ms", "100");
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.BROKER, ""),
                        List.of(new AlterConfigOp(pause, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static NewTopic compacted() {
        return new NewTopic(topic("compacted"), 1, (short) 1)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                        "0",
                        TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(ROLLED_MILLIS)));
    }

    private static ProducerRecord<byte[], byte[]> record(String trap, long atMillis, String key) {
        return new ProducerRecord<>(topic(trap), 0, atMillis, key.getBytes(StandardCharsets.UTF_8), new byte[100]);
    }

    @Test
    void aResetBackwardsIsARewind() throws Exception {
        awaitGroup("reset", group -> assertThat(group.get("lag").asLong()).isZero());
        commit("reset", 2);

        awaitGroup("reset", group -> {
            assertThat(group.get("status").asString()).isEqualTo("REWIND");
            assertThat(group.get("lag").asLong()).isEqualTo(8);
        });
    }

    @Test
    void aGroupThatCatchesUpIsWell() throws Exception {
        for (int committed = 0; committed < 10; committed += 2) {
            int left = 10 - committed;
            commit("catching-up", committed);
            awaitGroup("catching-up", group -> {
                assertThat(group.get("lag").asLong()).isEqualTo(left);
                assertThat(group.get("status").asString()).isEqualTo("OK");
            });
        }
    }

    @Test
    void aCommitBeyondTheEndIsNoNegativeLag() throws Exception {
        commit("beyond", 15);

        awaitGroup("beyond", group -> assertThat(group.get("lag").asLong()).isZero());
    }

    @Test
    void aPausedConsumerStallsAndADeadOneHasStopped() {
        awaitGroup("paused", group -> {
            assertThat(group.get("status").asString()).isEqualTo("STALL");
            assertThat(group.get("lag").asLong()).isEqualTo(6);
            assertThat(group.get("drain_seconds").asString()).isEqualTo("never");
            assertThat(group.get("partitions").get(0).get("member").asString()).isNotEmpty();
        });
        awaitGroup("dead", group -> {
            assertThat(group.get("status").asString()).isEqualTo("STOP");
            assertThat(group.get("members").asInt()).isZero();
        });
    }

    @Test
    void groupsOfEveryKindAreNamedAsSuch() {
        awaitGroup("paused", group -> assertThat(group.get("kind").asString()).isEqualTo("classic"));
        awaitGroup("next-protocol", group -> {
            assertThat(group.get("kind").asString()).isEqualTo("consumer");
            assertThat(group.get("lag").asLong()).isEqualTo(4);
            assertThat(group.get("members").asInt()).isEqualTo(1);
        });
        awaitGroup("shared", group -> {
            assertThat(group.get("kind").asString()).isEqualTo("share");
            assertThat(group.get("members").asInt()).isEqualTo(1);
        });
    }

    @Test
    void tasksOfKafkaStreamsHaveLagLikeAnyOther() throws Exception {
        awaitGroup("streams", group -> {
            assertThat(group.get("kind").asString()).isEqualTo("streams");
            assertThat(group.path("lag").asLong(-1)).isZero();
        });
        streams.pause();
        write("streams", 4);

        awaitGroup("streams", group -> {
            assertThat(group.get("lag").asLong()).isEqualTo(4);
            assertThat(group.get("status").asString()).isEqualTo("STALL");
            assertThat(group.get("members").asInt()).isEqualTo(1);
            assertThat(group.get("partitions").get(0).get("member").asString()).isNotEmpty();
        });
    }

    /** By the protocol in which the broker hands out tasks. */
    private KafkaStreams streams() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                nameOf("streams"),
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                StreamsConfig.GROUP_PROTOCOL_CONFIG,
                "streams",
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                100));
        Consumed<byte[], byte[]> bytes = Consumed.with(Serdes.ByteArray(), Serdes.ByteArray());
        StreamsBuilder topology = new StreamsBuilder();
        topology.stream(topic("streams"), bytes).foreach((key, value) -> {});
        return new KafkaStreams(topology.build(), settings);
    }

    @Test
    void aTimeInTheFutureIsNotBelieved() throws Exception {
        commit("future", 0);
        write("future", System.currentTimeMillis() + 3_600_000);

        awaitGroup("future", group -> assertThat(group.get("lag").asLong()).isEqualTo(1));
        double before = group("future").orElseThrow().get("lag_seconds").asDouble();
        assertThat(before).isPositive().isLessThan(30);
        awaitGroup(
                "future",
                group -> assertThat(group.get("lag_seconds").asDouble()).isGreaterThanOrEqualTo(before + 1));
    }

    @Test
    void theAgeOfTheOldestUnreadRecordGrowsWhileNobodyProduces() throws Exception {
        long writtenAt = System.currentTimeMillis() - 100_000;
        write("old", writtenAt);
        commit("old", 0);

        awaitGroup("old", group -> {
            double trueAge = (System.currentTimeMillis() - writtenAt) / 1000.0;
            assertThat(group.get("lag_seconds").asDouble()).isCloseTo(trueAge, within(2.0));
        });
        double before = group("old").orElseThrow().get("lag_seconds").asDouble();
        awaitGroup(
                "old", group -> assertThat(group.get("lag_seconds").asDouble()).isGreaterThanOrEqualTo(before + 1));
    }

    @Test
    void whatIsDeletedTakesItsLagWithItAndDisturbsNothingElse() throws Exception {
        awaitGroup("gone", group -> assertThat(group.has("lag")).isTrue());
        awaitGroup("left", group -> assertThat(group.has("lag")).isTrue());

        admin.deleteTopics(List.of(topic("gone"))).all().get();
        admin.deleteConsumerGroups(List.of(nameOf("left"))).all().get();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(group("gone").filter(group -> group.has("lag"))).isEmpty();
            assertThat(group("left")).isEmpty();
        });
        assertThat(running.get("/api/lag").get("known").asBoolean()).isTrue();
    }

    @Test
    void theFiguresAreMetricsThatPrometheusTakes() throws Exception {
        awaitGroup("dead", group -> assertThat(group.get("status").asString()).isEqualTo("STOP"));
        String page = metrics();

        // A name that is not ours to choose: promtool would have seconds.
        Promtool.assertHasNothingToSayOf(without("kafka_consumergroup_poll_time_ms", page));
        assertThat(page)
                .contains("kafka_consumergroup_group_lag{cluster_name=\"shop\",group=\"lag-dead\",topic=\"lag-dead\","
                        + "partition=\"0\",member_host=\"\",consumer_id=\"\",client_id=\"\"} 7")
                .contains("kafka_consumergroup_group_sum_lag{cluster_name=\"shop\",group=\"lag-dead\"} 7")
                .contains("kafka_partition_latest_offset{cluster_name=\"shop\",topic=\"lag-dead\",partition=\"0\"} 10")
                .contains("flow_alerts_lag_look_bytes ")
                .contains("flow_alerts_lag_up 1");
    }

    @Test
    void theNamesOfKafkaExporterAreThereWhenTheyAreAskedFor() throws Exception {
        awaitGroup("dead", group -> assertThat(group.get("lag").asLong()).isEqualTo(7));
        Map<String, String> settings = Map.of(
                LagVariables.KAFKA, broker,
                LagVariables.GROUPS, "lag-dead|lag-paused|lag-uncommitted",
                LagVariables.NAMES, "kafka_exporter");
        try (Running other = new Running(1, settings)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(metrics(other))
                            .contains("kafka_consumergroup_lag{consumergroup=\"lag-dead\",topic=\"lag-dead\","
                                    + "partition=\"0\"} 7")
                            .contains("kafka_consumergroup_lag_sum{consumergroup=\"lag-dead\",topic=\"lag-dead\"} 7")
                            .contains("kafka_consumergroup_current_offset{consumergroup=\"lag-dead\","
                                    + "topic=\"lag-dead\",partition=\"0\"} 3")
                            .contains("kafka_consumergroup_members{consumergroup=\"lag-paused\"} 1")
                            .contains("kafka_topic_partition_current_offset{topic=\"lag-dead\",partition=\"0\"} 10")
                            .contains("kafka_topic_partition_oldest_offset{topic=\"lag-dead\",partition=\"0\"} 0")
                            .doesNotContain("kafka_consumergroup_lag{consumergroup=\"lag-uncommitted\"")
                            .doesNotContain("kafka_consumergroup_group_lag"));
            // A name that is not ours to choose: promtool would keep _sum for histograms.
            Promtool.assertHasNothingToSayOf(without("kafka_consumergroup_lag_sum", metrics(other)));
        }
    }

    @Test
    void rulesSeeTheFiguresAsPointsLikeAnyOther() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(point("flow_alerts_lag_partitions", "\"status\":\"STOP\"")
                            .get("value")
                            .asDouble())
                    .isEqualTo(1);
            assertThat(point("kafka_consumergroup_group_lag", "\"partition\":\"0\"")
                            .get("value")
                            .asDouble())
                    .isEqualTo(7);
        });
    }

    private JsonNode point(String name, String with) throws Exception {
        return StreamSupport.stream(
                        running.get("/api/metrics?service=flow-alerts&limit=5000&name=" + name)
                                .get("metrics")
                                .spliterator(),
                        false)
                .filter(point -> point.get("name").asString().equals(name)
                        && point.toString().contains("\"group\":\"lag-dead\"")
                        && point.toString().contains(with))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no point of " + name));
    }

    @Test
    void theLastHourIsThereByTheSecond() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode points = running.get("/api/lag/history?group=lag-dead")
                    .get("groups")
                    .get(0)
                    .get("points");
            assertThat(points.size()).isGreaterThanOrEqualTo(3);
            assertThat(points.get(points.size() - 1).get("records").asLong()).isEqualTo(7);
        });
    }

    @Test
    void groupsThatAreNotWantedAreNotSeen() throws Exception {
        admin.alterConsumerGroupOffsets("lag-not-this", Map.of(partition("dead"), new OffsetAndMetadata(1)))
                .all()
                .get();
        admin.alterConsumerGroupOffsets("lag-this", Map.of(partition("dead"), new OffsetAndMetadata(1)))
                .all()
                .get();

        awaitGroup("this", group -> assertThat(group.get("lag").asLong()).isEqualTo(9));
        assertThat(group("not-this")).isEmpty();
    }

    private interface Asserting {
        void of(JsonNode group);
    }

    private void awaitGroup(String trap, Asserting asserting) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Optional<JsonNode> group = group(trap);
            assertThat(group).as(trap).isPresent();
            asserting.of(group.orElseThrow());
        });
    }

    private Optional<JsonNode> group(String trap) throws Exception {
        JsonNode lag = running.get("/api/lag");
        return StreamSupport.stream(lag.get("groups").spliterator(), false)
                .filter(group -> group.get("group").asString().equals(nameOf(trap)))
                .findFirst();
    }

    private static String without(String metric, String page) {
        return page.lines().filter(line -> !line.contains(metric)).collect(Collectors.joining("\n", "", "\n"));
    }

    private String metrics() {
        return metrics(running);
    }

    private static String metrics(Running running) {
        try {
            return new String(running.api("GET", "/metrics").body(), StandardCharsets.UTF_8);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static String topic(String trap) {
        return "lag-" + trap;
    }

    private static String nameOf(String trap) {
        return "lag-" + trap;
    }

    private static TopicPartition partition(String trap) {
        return new TopicPartition(topic(trap), 0);
    }

    private void commit(String trap, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(nameOf(trap), Map.of(partition(trap), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        HashMap<String, Object> settings = new HashMap<>(more);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void write(String trap, int count) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            send(producer, trap, count, null);
        }
    }

    private void write(String trap, long atMillis) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            send(producer, trap, 1, atMillis);
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String trap, int count, Long atMillis)
            throws Exception {
        List<Future<?>> sent = IntStream.range(0, count)
                .<Future<?>>mapToObj(
                        i -> producer.send(new ProducerRecord<>(topic(trap), 0, atMillis, null, new byte[100])))
                .toList();
        for (Future<?> each : sent) {
            each.get();
        }
    }

    private void inTransaction(String trap, int count, boolean commits) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "lag-" + trap))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, trap, count, null);
            if (commits) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    /** One that is there and reads no further. */
    private static final class Member implements AutoCloseable {
        private static final Duration POLL = Duration.ofMillis(200);

        private final Thread thread;
        private volatile boolean ends;

        private Member(String name, Runnable poll, Runnable close) {
            thread = Thread.ofPlatform().name(name).daemon().start(() -> {
                while (!ends) {
                    poll.run();
                }
                close.run();
            });
        }

        static Member classic(String broker, String trap, long committed) {
            return paused(broker, trap, committed, "classic");
        }

        static Member ofTheNextProtocol(String broker, String trap, long committed) {
            return paused(broker, trap, committed, "consumer");
        }

        private static Member paused(String broker, String trap, long committed, String protocol) {
            Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            broker,
                            ConsumerConfig.GROUP_ID_CONFIG,
                            nameOf(trap),
                            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                            protocol,
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false,
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "earliest"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            consumer.subscribe(List.of(topic(trap)));
            return new Member(
                    trap,
                    () -> {
                        consumer.poll(POLL);
                        Set<TopicPartition> assigned = consumer.assignment();
                        if (committed >= 0
                                && assigned.contains(partition(trap))
                                && consumer.paused().isEmpty()) {
                            consumer.commitSync(Map.of(partition(trap), new OffsetAndMetadata(committed)));
                        }
                        consumer.pause(assigned);
                    },
                    consumer::close);
        }

        static Member sharing(String broker, String trap) {
            KafkaShareConsumer<byte[], byte[]> consumer = new KafkaShareConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            broker,
                            ConsumerConfig.GROUP_ID_CONFIG,
                            nameOf(trap)),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            consumer.subscribe(List.of(topic(trap)));
            return new Member(trap, () -> consumer.poll(POLL), consumer::close);
        }

        @Override
        public void close() throws InterruptedException {
            ends = true;
            thread.join(TimeUnit.SECONDS.toMillis(20));
        }
    }
}
