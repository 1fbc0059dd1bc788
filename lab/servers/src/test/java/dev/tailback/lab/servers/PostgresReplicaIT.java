package dev.tailback.lab.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresReplicaIT {
    private static final String PASSWORD = "secret";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final List<Integer> ports = FreePorts.find(2);

    @Test
    void aReplicaFollowsAndCanBeMadeAnewAndForgotten() throws Exception {
        Path binaries = directory.resolve("binaries");
        PostgresServer primary = new PostgresServer(binaries, directory.resolve("primary"), ports.get(0));
        PostgresServer replica = new PostgresServer(binaries, directory.resolve("replica"), ports.get(1));
        PostgresReplica copy =
                new PostgresReplica(directory.resolve("primary"), ports.get(0), directory.resolve("replica"));
        primary.install();
        primary.initialise(PASSWORD);
        Leash primaryLeash = started("primary", primary, Map.of());
        try (Connection superuser = connect(primary)) {
            execute(superuser, "CREATE TABLE things (number int)");
            execute(superuser, "INSERT INTO things SELECT generate_series(1, 1000)");
            for (int time = 1; time <= 2; time++) {
                copy.copy(superuser);
                Leash leash = started("replica", replica, copy.settings("postgres"));
                try (Connection reader = connect(replica)) {
                    assertThat(one(reader, "SELECT pg_is_in_recovery()::text")).isEqualTo("true");
                    execute(superuser, "INSERT INTO things VALUES (" + (5_000 + time) + ")");
                    String count = one(superuser, "SELECT count(*) FROM things");
                    assertThat(Waiting.until(
                                    PATIENCE,
                                    () -> one(reader, "SELECT count(*) FROM things")
                                            .equals(count)))
                            .isTrue();
                    assertThatThrownBy(() -> execute(reader, "DELETE FROM things"))
                            .hasMessageContaining("read-only transaction");
                } finally {
                    leash.stop(PATIENCE);
                }
            }

            PostgresReplica.forget(superuser);

            assertThat(one(superuser, "SELECT count(*) FROM pg_replication_slots"))
                    .isEqualTo("0");
        } finally {
            primaryLeash.stop(PATIENCE);
        }
    }

    private Leash started(String name, PostgresServer server, Map<String, String> settings) throws IOException {
        Path log = directory.resolve(name + ".log");
        Leash leash = Leash.start(new Leash.Command(
                server.argv(settings), Map.of("PGPASSWORD", PASSWORD), log, directory.resolve(name + ".pid")));
        server.awaitReady(PASSWORD, PATIENCE, leash::isAlive, log);
        return leash;
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", PASSWORD);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException failed) {
            throw new AssertionError(sql, failed);
        }
    }
}
