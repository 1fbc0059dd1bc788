package dev.tailback.lab.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.EventHeaders;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import dev.tailback.lab.web.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShopServersExtension.class)
class PeekIT {
    private static final int PARTITIONS = 3;
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    /** Of this test alone: the servers are shared. */
    private final String topic = "t" + UUID.randomUUID().toString().substring(0, 8) + ".checkout.dead";

    private final String servers;
    private KafkaProducer<String, byte[]> producer;

    PeekIT(ShopServers servers) {
        this.servers = servers.bootstrapServers();
    }

    @BeforeEach
    void prepare() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void recordsOfAllPartitionsComeInOrderOfTime() throws Exception {
        for (int n = 0; n < 30; n++) {
            send("key-" + n % 7, "{\"n\":" + n + "}", NOON.plusSeconds(n));
        }

        assertThat(times(new Beginning.Earliest(), 5)).containsExactlyElementsOf(seconds(0, 5));
        assertThat(times(new Beginning.Newest(4), 99)).containsExactlyElementsOf(seconds(26, 30));
        assertThat(times(new Beginning.Since(NOON.plusSeconds(28)), 99)).containsExactlyElementsOf(seconds(28, 30));
        assertThat(times(new Beginning.Latest(), 99)).isEmpty();
    }

    @Test
    void aKeyIsLookedForWhereProducersPutItAndNowhereElse() throws Exception {
        for (int n = 0; n < 20; n++) {
            send("key-" + n, "{}", NOON);
        }
        send("key-3", "{\"again\":true}", NOON);

        assertThat(shown(peek(new Beginning.Earliest(), "key-3", null, 99)))
                .hasSize(2)
                .allMatch(record -> record.key().equals(Optional.of("key-3")))
                .allMatch(record -> record.place().partition() == Peek.partitionOf("key-3", PARTITIONS));
    }

    @Test
    void whatNobodyCanReadIsShownWithoutHarmingTheTerminal() throws Exception {
        producer.send(new ProducerRecord<>(topic, 0, "tombstone\033[2J", null)).get();
        producer.send(new ProducerRecord<>(topic, 0, null, new byte[] {0, (byte) 0xff}))
                .get();
        producer.send(new ProducerRecord<>(topic, 0, "large", new byte[900_000]))
                .get();

        List<StoredRecord> shown = shown(peek(new Beginning.AtOffset(0), null, 0, 99));

        List<String> lines = new ArrayList<>();
        shown.forEach(record -> lines.addAll(RecordLines.of(record, UnaryOperator.identity())));
        assertThat(lines)
                .contains("    (null)", "  payload, 900000 bytes")
                .anyMatch(line -> line.endsWith("key tombstone\\u001b[2J"))
                .anyMatch(line -> line.contains("key (null)"))
                .anyMatch(line -> line.contains("00 ff"))
                .hasSizeLessThan(100)
                .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
        assertThat(shown.stream().map(RecordJson::of).map(Json::compact).map(Json::tree))
                .satisfiesExactly(
                        tombstone -> assertThat(tombstone.has("bytes")).isFalse(),
                        binary -> assertThat(binary.get("base64").stringValue()).isEqualTo("AP8="),
                        large -> assertThat(large.get("text").stringValue()).hasSize(900_000));
    }

    @Test
    void headersAndTheTraceIdAreShown() throws Exception {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, "k", "{\"a\":1}".getBytes(UTF_8));
        EventHeaders.put(record.headers(), EventHeaders.TRACEPARENT, "00-" + TRACE + "-b7ad6b7169203331-01");
        producer.send(record).get();

        StoredRecord shown =
                shown(peek(new Beginning.Earliest(), null, null, 1)).getFirst();

        assertThat(RecordLines.of(shown, UnaryOperator.identity()))
                .contains(
                        "  trace    " + TRACE,
                        "    traceparent: 00-" + TRACE + "-b7ad6b7169203331-01",
                        "      \"a\" : 1");
        assertThat(RecordJson.of(shown).traceId()).isEqualTo(TRACE);
    }

    @Test
    void followingShowsWhatComesLaterUntilThereIsEnough() throws Exception {
        send("k", "before", NOON);
        Peek following = new Peek(topic, new Beginning.Newest(1), null, null, 3, true);
        List<StoredRecord> shown = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> show(following, shown));
        await().atMost(Duration.ofSeconds(20)).until(() -> shown.size() == 1);

        send("k", "after", NOON);
        send("other", "after", NOON);

        end.get();
        assertThat(shown).hasSize(3);
    }

    @Test
    void anUnknownTopicOrPartitionIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> shown(new Peek("cartz", new Beginning.Earliest(), null, null, 1, false)))
                .hasMessageStartingWith("there is no topic 'cartz': there are ")
                .hasMessageContaining(topic);
        assertThatThrownBy(() -> shown(peek(new Beginning.Earliest(), null, 9, 1)))
                .hasMessage("there is no partition 9 of " + topic + ": 0 to 2");
        assertThatThrownBy(() -> peek(new Beginning.Earliest(), "k", 1, 1)).hasMessageContaining("--partition 1");
    }

    @Test
    void topicsTellWhatIsInThemAndHowFarTheirReadersAreBehind() throws Exception {
        for (int n = 0; n < 5; n++) {
            producer.send(new ProducerRecord<>(topic, 0, "k", new byte[1_000])).get();
        }
        producer.send(new ProducerRecord<>(topic, 1, "k", new byte[1_000])).get();
        String group = topic + "-readers";

        try (Broker broker = new Broker(servers)) {
            TopicView view =
                    TopicView.all(broker, ReaderTest.figures(group, ReaderTest.partition(topic, 5, 3L))).stream()
                            .filter(each -> each.name().equals(topic))
                            .findFirst()
                            .orElseThrow();

            assertThat(view.deadLetters()).isTrue();
            assertThat(view.partitions()).isEqualTo(PARTITIONS);
            assertThat(view.records()).isEqualTo(6);
            assertThat(view.bytes()).isGreaterThan(6_000);
            assertThat(view.readers()).containsExactly(new Reader(group, 3, 0, 0));
            assertThat(TopicLines.of(TopicView.all(broker, null)).getLast()).endsWith("?");
            assertThat(TopicLines.of(List.of(view)).getLast()).contains("dead letters", group + " (3)");
        }
    }

    private void send(String key, String value, Instant time) throws Exception {
        producer.send(new ProducerRecord<>(topic, null, time.toEpochMilli(), key, value.getBytes(UTF_8)))
                .get();
    }

    private Peek peek(Beginning from, @Nullable String key, @Nullable Integer partition, long most) {
        return new Peek(topic, from, key, partition, most, false);
    }

    private List<Instant> times(Beginning from, long most) {
        return shown(peek(from, null, null, most)).stream()
                .map(StoredRecord::time)
                .toList();
    }

    private static List<Instant> seconds(int from, int to) {
        List<Instant> seconds = new ArrayList<>();
        for (int second = from; second < to; second++) {
            seconds.add(NOON.plusSeconds(second));
        }
        return seconds;
    }

    private List<StoredRecord> shown(Peek peek) {
        List<StoredRecord> shown = new ArrayList<>();
        show(peek, shown);
        return shown;
    }

    private void show(Peek peek, List<StoredRecord> shown) {
        try {
            peek.show(servers, shown::add, () -> false);
        } catch (InterruptedException ended) {
            throw new AssertionError("interrupted", ended);
        }
    }
}
