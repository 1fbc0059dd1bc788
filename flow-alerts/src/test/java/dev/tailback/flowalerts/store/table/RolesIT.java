package dev.tailback.flowalerts.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.flowalerts.store.Databases;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ShopServersExtension.class)
@ResourceLock("the database of the spans")
class RolesIT {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final Partition TODAY = new Partition(Outcome.SUCCESSFUL, LocalDate.parse("2026-11-21"));
    private static final String INSERT = """
            INSERT INTO trace_spans (trace_id, span_id, service, operation, started_at, ended_at, duration_ms, status,
                                     outcome, metadata)
            VALUES (gen_random_uuid(), '\\x01', 's', 'o', '2026-11-21T10:00Z', '2026-11-21T10:00Z', 0, 'completed',
                    'successful', '{}')""";

    private Databases databases;
    private ShopServers servers;

    @BeforeEach
    void oneDayIsThere(ShopServers shopServers) throws SQLException {
        servers = shopServers;
        databases = new Databases(shopServers);
        databases.empty();
        databases.run(Databases.ADMIN, TODAY.create());
    }

    @Test
    void theWriterReadsInsertsAndUpdates() throws SQLException {
        databases.run(Databases.WRITER, INSERT);
        databases.run(Databases.WRITER, "UPDATE trace_spans SET order_id = 'o-1'");
        databases.run(Databases.WRITER, "SELECT * FROM trace_spans_health");

        assertThat(databases.one("SELECT order_id FROM trace_spans")).isEqualTo("o-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM trace_spans",
                "TRUNCATE trace_spans",
                "DROP TABLE trace_spans",
                "DROP TABLE trace_spans_successful_20261121",
                "ALTER TABLE trace_spans ADD COLUMN mine int",
                "CREATE INDEX ON trace_spans (status)",
                "CREATE TABLE mine (id int)",
                "CREATE TABLE trace_spans_mine PARTITION OF trace_spans DEFAULT",
                "DELETE FROM trace_spans_successful_20261121",
                "UPDATE schema_migrations SET number = 0",
                "CREATE SCHEMA mine",
                "SET ROLE spans_admin",
            })
    void theWriterDoesNothingElse(String sql) {
        assertRefused(Databases.WRITER, servers.spansJdbcUrl(), sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {Databases.ADMIN, Databases.WRITER})
    void neitherOfThemTouchesTheShop(String role) {
        assertRefused(role, servers.jdbcUrl(), "SELECT * FROM relay.heartbeat");
        assertRefused(role, servers.jdbcUrl(), "CREATE TABLE catalog.mine (id int)");
        assertRefused(role, servers.jdbcUrl(), "CREATE TABLE public.mine (id int)");
        assertRefused(role, servers.jdbcUrl(), "ALTER PUBLICATION outbox DROP TABLE relay.heartbeat");
        assertRefused(role, servers.jdbcUrl(), "SELECT pg_drop_replication_slot('relay')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE ROLE mine", "CREATE DATABASE mine", "ALTER ROLE spans_writer SUPERUSER"})
    void theAdminIsAdminOfTheSpansAlone(String sql) {
        assertRefused(Databases.ADMIN, servers.spansJdbcUrl(), sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "checkout", "inventory", "relay"})
    void nobodyOfTheShopReachesTheSpans(String role) {
        assertRefused(role, servers.spansJdbcUrl(), "SELECT 1");
    }

    private void assertRefused(String role, String url, String sql) {
        assertThatThrownBy(() -> {
                    try (Connection connection = DriverManager.getConnection(url, role, servers.password(role));
                            Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .as(role + ": " + sql)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }
}
