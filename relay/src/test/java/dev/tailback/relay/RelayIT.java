package dev.tailback.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.EventHeaders;
import dev.tailback.events.Topics;
import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayIT {
    private ShopServers servers;
    private OutboxBench bench;

    @BeforeAll
    void start(ShopServers shopServers) throws Exception {
        servers = shopServers;
        bench = new OutboxBench(servers);
    }

    @AfterAll
    void stop() throws SQLException {
        bench.close();
    }

    @Test
    void carriesEveryRowInOrderAsACloudEventInItsTraceAndGoesOnWhereItStopped() throws Exception {
        UUID beforeTheRelay = bench.append();
        UUID first;
        try (RunningRelay relay = RunningRelay.on(servers)) {
            first = bench.append();
            bench.awaitRecords(beforeTheRelay, first);
        }
        UUID whileItIsAway = bench.append();
        UUID second;
        try (RunningRelay relay = RunningRelay.on(servers)) {
            second = bench.append();
            bench.awaitRecords(whileItIsAway, second);
        }

        String[] sent = Stream.of(beforeTheRelay, first, whileItIsAway, second)
                .map(UUID::toString)
                .toArray(String[]::new);
        // What was published last before a stop may come again after it; readers' inboxes absorb that.
        assertThat(bench.seenIds().stream().distinct().filter(Set.of(sent)::contains))
                .containsExactly(sent);
        ConsumerRecord<String, byte[]> record = bench.records(first).getFirst();
        assertThat(record.value()).asString(UTF_8).isEqualTo("{\"n\": 1}");
        assertThat(EventHeaders.text(record.headers(), EventHeaders.TYPE)).contains("dev.tailback.Test.v1");
        assertThat(EventHeaders.text(record.headers(), EventHeaders.SOURCE)).contains("/tailback/catalog");
        assertThat(EventHeaders.text(record.headers(), EventHeaders.SUBJECT)).contains(record.key());
        assertThat(EventHeaders.text(record.headers(), EventHeaders.TRACEPARENT).orElseThrow())
                .contains(OutboxBench.TRACE);
        assertThat(record.headers().headers(EventHeaders.TRACEPARENT)).hasSize(1);
        assertThat(EventHeaders.text(record.headers(), EventHeaders.RECONCILED)).isEmpty();
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        try (RunningRelay relay = RunningRelay.on(servers).awaitRole("leading")) {
            bench.awaitRecords(bench.append());

            await("metrics")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(relay.metrics())
                            .contains("\nrelay_leads 1.0")
                            .containsPattern("\nrelay_published_total [1-9]")
                            .contains("\nrelay_backlog 0.0")
                            .contains("\nrelay_oldest_age_seconds 0.0")
                            .containsPattern("\nrelay_unconfirmed_wal_bytes \\d")
                            .containsPattern("\nrelay_retained_wal_bytes \\d"));
        }
    }

    /** No stage writes such a row; whoever does, or lowers the limit of a topic, is to hear of it. */
    @Test
    void standsStillLoudlyAtARowThatKafkaRefusesUntilItTakesIt() throws Exception {
        try (RunningRelay relay = RunningRelay.on(servers).awaitRole("leading")) {
            bench.takesRecordsUpTo(100);
            UUID refused = bench.append();
            UUID behind = bench.append();
            await("the refusal")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(relay.condition().path("status").asString(""))
                                    .isEqualTo("standing still"));
            assertThat(relay.health().statusCode()).isEqualTo(503);
            assertThat(relay.condition().path("reason").asString(""))
                    .contains(refused.toString(), "/tailback/catalog", "topic carts", "RecordTooLargeException");
            bench.poll();
            assertThat(bench.seenIds()).doesNotContain(refused.toString(), behind.toString());

            bench.takesRecordsUpTo(Topics.LARGEST);

            bench.awaitRecords(refused, behind);
            relay.awaitRole("leading");
        }
    }

    @Test
    void aRowThatNeverCommittedIsNeverSeen() throws Exception {
        try (RunningRelay relay = RunningRelay.on(servers);
                Connection another = bench.connect()) {
            another.setAutoCommit(false);
            UUID rolledBack = OutboxBench.append(another);
            another.rollback();

            bench.awaitRecords(bench.append());

            assertThat(bench.seenIds()).doesNotContain(rolledBack.toString());
        }
    }

    @Test
    void survivesTheLossOfItsReplicationConnection() throws Exception {
        try (RunningRelay relay = RunningRelay.on(servers)) {
            bench.awaitRecords(bench.append());

            bench.ask("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = 'relay'");

            bench.awaitRecords(bench.append());
        }
    }

    @Test
    void aRowThatTheBrokerDidNotAcknowledgeIsToldAgainByTheSlot() throws Exception {
        UUID refused = UuidV7.at(Instant.now());
        try (RunningRelay relay = RunningRelay.on(servers).awaitRole("leading")) {
            bench.execute("""
                    INSERT INTO outbox (id, topic, key, type, payload, created_at)
                    VALUES ('%s', 'stock', '%s', 'dev.tailback.Test.v1', '{"n": 1}', now())""".formatted(refused, UUID.randomUUID()));
            await("the row waits for its topic")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> relay.condition().path("backlog").asLong() > 0);
        }
        bench.makeTopic(Topics.STOCK);

        try (RunningRelay relay = RunningRelay.on(servers)) {
            bench.awaitRecords(bench.append());
            // A reader may have a record before its sender knows that the broker has it.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> relay.condition().path("published").asLong() >= 2);
            assertThat(relay.condition().path("reconciled").asLong()).isZero();
        }
    }

    @Test
    void tellsHowItAndItsSlotAre() throws Exception {
        try (RunningRelay relay = RunningRelay.on(servers).awaitRole("leading")) {
            UUID row = bench.append();
            bench.awaitRecords(row);

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                JsonNode condition = relay.condition();
                assertThat(condition.path("published").asLong()).isPositive();
                assertThat(condition.path("backlog").asLong(-1)).isZero();
                assertThat(condition.path("slot").path("active").asBoolean()).isTrue();
                assertThat(condition.path("slot").path("wal_status").asString()).isEqualTo("reserved");
                assertThat(condition.path("slot").path("retained_bytes").asLong(-1))
                        .isNotNegative();
                assertThat(condition.path("slot").path("lag_bytes").asLong(-1)).isNotNegative();
                assertThat(condition.path("reconciled_until").isMissingNode()).isFalse();
            });
        }
    }
}
