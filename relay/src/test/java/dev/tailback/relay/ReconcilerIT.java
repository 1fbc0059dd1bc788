package dev.tailback.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.events.EventHeaders;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconcilerIT {
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
    void rowsThatTheSlotPassedOverGetToKafkaOnceInTheirTrace() throws Exception {
        awaitRounds(1);
        List<UUID> lost = List.of(bench.append(), bench.append(), bench.append());
        bench.skipWhatIsUnread();
        UUID told = bench.append();

        try (RunningRelay relay = RunningRelay.on(servers)) {
            bench.awaitRecords(lost);
            bench.awaitRecords(told);
            awaitRounds(relay, 2);
            assertThat(relay.condition().path("reconciled").asLong()).isEqualTo(3);
        }
        awaitRounds(2);

        bench.poll();
        for (UUID id : lost) {
            assertThat(bench.records(id)).singleElement().satisfies(record -> {
                assertThat(EventHeaders.text(record.headers(), EventHeaders.RECONCILED))
                        .isPresent();
                assertThat(EventHeaders.text(record.headers(), EventHeaders.TRACEPARENT)
                                .orElseThrow())
                        .contains(OutboxBench.TRACE);
            });
        }
        assertThat(bench.records(told))
                .allSatisfy(record -> assertThat(EventHeaders.text(record.headers(), EventHeaders.RECONCILED))
                        .isEmpty());
    }

    @Test
    void aRowWhoseTransactionCommitsLongAfterRoundsHavePassedItsTimeIsMissedByNone() throws Exception {
        UUID old;
        try (Connection longOne = bench.connect()) {
            longOne.setAutoCommit(false);
            old = OutboxBench.append(longOne);
            try (RunningRelay relay = RunningRelay.on(servers)) {
                bench.awaitRecords(bench.append());
                awaitRounds(relay, 3);
            }
            longOne.commit();
        }
        bench.skipWhatIsUnread();

        try (RunningRelay relay = RunningRelay.on(servers)) {
            bench.awaitRecords(old);
        }

        assertThat(bench.records(old))
                .singleElement()
                .satisfies(record -> assertThat(EventHeaders.text(record.headers(), EventHeaders.RECONCILED))
                        .isPresent());
    }

    @Test
    void rowsWrittenWhileThereWasNoSlotGetToKafkaWhenItIsMadeAnew() throws Exception {
        awaitRounds(1);
        bench.ask("SELECT pg_drop_replication_slot('relay')");
        List<UUID> lost = List.of(bench.append(), bench.append());
        try (RunningRelay relay = RunningRelay.on(servers)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> relay.refusal() != null);
            assertThat(relay.refusal()).hasMessageContainingAll("'relay'", "missing", "RELAY_LOST_SLOT=renew");
        }

        Map<String, String> renewing = new HashMap<>(RunningRelay.environment(servers));
        renewing.put("RELAY_LOST_SLOT", "renew");
        try (RunningRelay relay = new RunningRelay(renewing)) {
            bench.awaitRecords(lost);
            bench.awaitRecords(bench.append());
        }
        lost.forEach(id -> assertThat(bench.records(id)).hasSize(1));
    }

    @Test
    void nothingIsPublishedTwiceWhileRowsAreWrittenFast() throws Exception {
        List<UUID> written = new ArrayList<>();
        try (RunningRelay relay = RunningRelay.on(servers).awaitRole("leading");
                Connection another = bench.connect()) {
            another.setAutoCommit(false);
            for (int n = 0; n < 3_000; n++) {
                written.add(bench.append());
                written.add(OutboxBench.append(another));
                if (n % 7 == 0) {
                    another.commit();
                }
            }
            another.commit();
            bench.awaitRecords(written);
            awaitRounds(relay, 2);

            assertThat(relay.condition().path("reconciled").asLong()).isZero();
        }
        bench.poll();
        assertThat(bench.seenIds())
                .filteredOn(written.get(0).toString()::equals)
                .hasSize(1);
        assertThat(bench.seenIds().stream().filter(asText(written)::contains)).doesNotHaveDuplicates();
    }

    private static java.util.Set<String> asText(List<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(java.util.stream.Collectors.toSet());
    }

    private void awaitRounds(int rounds) throws Exception {
        try (RunningRelay relay = RunningRelay.on(servers)) {
            awaitRounds(relay, rounds);
        }
    }

    /** Until so many rounds that began after now are done. */
    private void awaitRounds(RunningRelay relay, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            String before = relay.condition().path("reconciled_until").asString("");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !relay.condition()
                            .path("reconciled_until")
                            .asString("")
                            .equals(before));
        }
    }
}
