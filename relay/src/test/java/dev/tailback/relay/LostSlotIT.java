package dev.tailback.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.servers.FreePorts;
import dev.tailback.lab.servers.Leash;
import dev.tailback.lab.servers.PostgresServer;
import dev.tailback.lab.servers.ShopDatabase;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** With a PostgreSQL of its own that keeps little WAL for a slot, and the shared broker. */
@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostSlotIT {
    private static final String PASSWORD = "of-this-test";
    private static final Map<String, String> KEEPS_LITTLE =
            Map.of("max_slot_wal_keep_size", "32MB", "min_wal_size", "32MB", "max_wal_size", "64MB");

    private ShopServers servers;
    private Leash postgres;

    @TempDir
    private static Path directory;

    @BeforeAll
    void start(ShopServers shared) throws Exception {
        int port = FreePorts.find(1).getFirst();
        Path binaries = Path.of(
                System.getProperty("java.io.tmpdir"),
                "tailback-postgres-" + PostgresServer.binariesIdentity() + "-" + System.getProperty("user.name"));
        PostgresServer server = new PostgresServer(binaries, directory.resolve("data"), port);
        server.install();
        server.initialise(PASSWORD);
        Path log = directory.resolve("postgres.log");
        postgres = Leash.start(
                new Leash.Command(server.argv(KEEPS_LITTLE), Map.of(), log, directory.resolve("postgres.pid")));
        server.awaitReady(PASSWORD, Duration.ofSeconds(60), postgres::isAlive, log);
        servers = new OwnDatabase(shared, server.jdbcUrl(""), port);
        try (Connection maintenance = DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", PASSWORD);
                Statement statement = maintenance.createStatement()) {
            statement.execute("CREATE DATABASE " + ShopDatabase.NAME);
        }
        try (Connection superuser = servers.superuser()) {
            ShopDatabase.prepare(
                    superuser,
                    ShopDatabase.ROLES.stream().collect(Collectors.toMap(Function.identity(), role -> PASSWORD)));
        }
    }

    @AfterAll
    void stop() {
        postgres.kill();
        postgres.onExit().join();
    }

    @Test
    void aLostSlotIsWarnedOfRefusedAndMadeAnewWithoutTheLossOfARow() throws Exception {
        try (OutboxBench bench = new OutboxBench(servers)) {
            try (RunningRelay relay = RunningRelay.on(servers).awaitRole("leading")) {
                bench.awaitRecords(bench.append());
            }
            UUID lost = bench.append();
            writeWal(bench, 1);
            try (RunningRelay warned = new RunningRelay(with("RELAY_WAL_WARNING", "1MB"))) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> warned.health().body().contains("retains"));
                // It reads on, and the danger passes.
                bench.awaitRecords(lost);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> bench.ask("CHECKPOINT").isEmpty()
                                && !warned.health().body().contains("retains"));
            }
            UUID unread = bench.append();
            writeWal(bench, 8);
            assertThat(bench.ask("SELECT wal_status FROM pg_replication_slots")).isEqualTo("lost");

            try (RunningRelay refused = RunningRelay.on(servers)) {
                await().atMost(Duration.ofSeconds(20)).until(() -> refused.refusal() != null);
                assertThat(refused.refusal()).hasMessageContainingAll("'relay'", "lost", "RELAY_LOST_SLOT=renew");
            }

            try (RunningRelay renewed = new RunningRelay(with("RELAY_LOST_SLOT", "renew"))) {
                bench.awaitRecords(unread, bench.append());
            }
            assertThat(bench.records(unread)).hasSize(1);
            assertThat(bench.ask("SELECT wal_status FROM pg_replication_slots")).isEqualTo("reserved");
        }
    }

    private Map<String, String> with(String key, String value) {
        Map<String, String> environment = new HashMap<>(RunningRelay.environment(servers));
        environment.put(key, value);
        return environment;
    }

    /** So many segments of 16 MB. */
    private static void writeWal(OutboxBench bench, int segments) throws SQLException {
        for (int segment = 0; segment < segments; segment++) {
            bench.ask("SELECT pg_logical_emit_message(false, 'test', 'fills a segment')");
            bench.ask("SELECT pg_switch_wal()");
            bench.ask("CHECKPOINT");
        }
    }

    /** The shared broker beside a database of this test. */
    private record OwnDatabase(ShopServers shared, String url, int postgresPort) implements ShopServers {
        @Override
        public String bootstrapServers() {
            return shared.bootstrapServers();
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public String database() {
            return ShopDatabase.NAME;
        }

        @Override
        public String jdbcUrl() {
            return url + ShopDatabase.NAME;
        }

        @Override
        public String password(String role) {
            return PASSWORD;
        }

        @Override
        public Connection superuser() throws SQLException {
            return DriverManager.getConnection(jdbcUrl(), "postgres", PASSWORD);
        }

        @Override
        public Map<String, String> environmentOf(String role) {
            Map<String, String> environment = new HashMap<>(shared.environmentOf(role));
            environment.putAll(
                    Map.of("DB_HOST", host(), "DB_PORT", Integer.toString(postgresPort), "DB_PASSWORD", PASSWORD));
            return environment;
        }

        @Override
        public void close() {}
    }
}
