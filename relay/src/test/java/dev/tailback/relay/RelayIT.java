package dev.tailback.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.EventHeaders;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();
    private ShopServers servers;
    private Connection catalog;
    private KafkaConsumer<String, byte[]> kafka;

    @BeforeAll
    void start(ShopServers shopServers) throws Exception {
        servers = shopServers;
        catalog = DriverManager.getConnection(servers.jdbcUrl(), "catalog", servers.password("catalog"));
        execute("""
                CREATE TABLE outbox (id uuid PRIMARY KEY, topic text NOT NULL, key uuid NOT NULL, type text NOT NULL,
                  payload json NOT NULL, traceparent text, created_at timestamptz NOT NULL) PARTITION BY RANGE (id);
                CREATE TABLE outbox_all PARTITION OF outbox DEFAULT;
                SELECT relay.carry_outbox()""");
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("carts", 1, (short) 1)))
                    .all()
                    .get();
        }
        kafka = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", servers.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        kafka.assign(List.of(new TopicPartition("carts", 0)));
    }

    @AfterAll
    void stop() throws SQLException {
        kafka.close();
        catalog.close();
    }

    @Test
    void carriesEveryRowInOrderAsACloudEventInItsTraceAndGoesOnWhereItStopped() throws Exception {
        UUID beforeTheRelay = append();
        UUID first;
        try (Running relay = new Running()) {
            first = append();
            awaitRecords(beforeTheRelay, first);
        }
        UUID whileItIsAway = append();
        UUID second;
        try (Running relay = new Running()) {
            second = append();
            awaitRecords(whileItIsAway, second);
        }

        String[] sent = Stream.of(beforeTheRelay, first, whileItIsAway, second)
                .map(UUID::toString)
                .toArray(String[]::new);
        // What was published last before a stop may come again after it; readers' inboxes absorb that.
        assertThat(seen.stream().map(RelayIT::idOf).distinct().filter(Set.of(sent)::contains))
                .containsExactly(sent);
        ConsumerRecord<String, byte[]> record = seen.stream()
                .filter(each -> idOf(each).equals(first.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(record.value()).asString(UTF_8).isEqualTo("{\"n\": 1}");
        assertThat(EventHeaders.text(record.headers(), EventHeaders.TYPE)).contains("dev.tailback.Test.v1");
        assertThat(EventHeaders.text(record.headers(), EventHeaders.SOURCE)).contains("/tailback/catalog");
        assertThat(EventHeaders.text(record.headers(), EventHeaders.SUBJECT)).contains(record.key());
        assertThat(EventHeaders.text(record.headers(), EventHeaders.TRACEPARENT).orElseThrow())
                .contains(TRACE);
        assertThat(record.headers().headers(EventHeaders.TRACEPARENT)).hasSize(1);
    }

    @Test
    void ofTwoRelaysOneLeadsAndTheOtherTakesOver() throws Exception {
        try (Running leader = new Running()) {
            awaitRecords(append());
            Running standby = new Running();
            assertThat(standby.healthStatus()).isEqualTo(503);

            leader.close();

            awaitRecords(append());
            assertThat(standby.healthStatus()).isEqualTo(200);
            standby.close();
        }
    }

    @Test
    void aRowThatNeverCommittedIsNeverSeen() throws Exception {
        try (Running relay = new Running()) {
            catalog.setAutoCommit(false);
            UUID rolledBack = append();
            catalog.rollback();
            catalog.setAutoCommit(true);

            awaitRecords(append());

            assertThat(seen).extracting(RelayIT::idOf).doesNotContain(rolledBack.toString());
        }
    }

    @Test
    void survivesTheLossOfItsReplicationConnection() throws Exception {
        try (Running relay = new Running()) {
            awaitRecords(append());

            try (Connection superuser = servers.superuser();
                    var statement = superuser.createStatement()) {
                statement.execute(
                        "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = 'relay'");
            }

            awaitRecords(append());
        }
    }

    private UUID append() throws SQLException {
        UUID id = UuidV7.at(Instant.now());
        execute(
                "INSERT INTO outbox VALUES ('%s', 'carts', '%s', 'dev.tailback.Test.v1', '{\"n\": 1}', '00-%s-00f067aa0ba902b7-01', now())"
                        .formatted(id, UUID.randomUUID(), TRACE));
        return id;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = catalog.createStatement()) {
            statement.execute(sql);
        }
    }

    private void awaitRecords(UUID... ids) {
        List<String> wanted =
                IntStream.range(0, ids.length).mapToObj(n -> ids[n].toString()).toList();
        await("records " + wanted).atMost(PATIENCE).until(() -> {
            kafka.poll(Duration.ofMillis(200)).forEach(seen::add);
            return seen.stream().map(RelayIT::idOf).toList().containsAll(wanted);
        });
    }

    private static String idOf(ConsumerRecord<String, byte[]> record) {
        return EventHeaders.required(record.headers(), EventHeaders.ID);
    }

    /** A relay on a thread of its own, until closed. */
    private final class Running implements AutoCloseable {
        private final Relay relay;
        private final Thread thread;
        private boolean closed;

        Running() throws Exception {
            Map<String, String> environment = new HashMap<>(servers.environmentOf("relay"));
            environment.put("RELAY_PORT", "0");
            relay = new Relay(
                    RelaySettings.from(environment),
                    OpenTelemetrySdk.builder()
                            .setTracerProvider(SdkTracerProvider.builder().build())
                            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                            .build());
            thread = Thread.ofPlatform().start(() -> {
                try {
                    relay.run();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        int healthStatus() throws Exception {
            var connection = (java.net.HttpURLConnection) java.net
                    .URI
                    .create("http://127.0.0.1:" + relay.healthPort() + "/health")
                    .toURL()
                    .openConnection();
            return connection.getResponseCode();
        }

        @Override
        public void close() throws Exception {
            if (!closed) {
                closed = true;
                relay.close();
                thread.join();
            }
        }
    }
}
