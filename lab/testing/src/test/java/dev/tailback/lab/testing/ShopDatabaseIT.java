package dev.tailback.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.servers.ShopDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopDatabaseIT {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private ShopServers servers;

    @BeforeAll
    void everyStageMakesItsOutbox(ShopServers shopServers) throws SQLException {
        servers = shopServers;
        for (String stage : new String[] {"catalog", "checkout", "inventory"}) {
            as(stage, "CREATE TABLE outbox (id int PRIMARY KEY); SELECT relay.carry_outbox()");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "catalog, checkout", "catalog, inventory", "checkout, catalog",
        "checkout, inventory", "inventory, catalog", "inventory, checkout"
    })
    void noStageReadsOrWritesAnother(String stage, String other) {
        assertRefused(stage, "SELECT * FROM %s.outbox".formatted(other));
        assertRefused(stage, "INSERT INTO %s.outbox VALUES (1)".formatted(other));
        assertRefused(stage, "CREATE TABLE %s.mine (id int)".formatted(other));
        assertRefused(stage, "DROP TABLE %s.outbox".formatted(other));
    }

    @ParameterizedTest
    @CsvSource({"catalog", "checkout", "inventory", "relay"})
    void nobodyWritesInPublicOrAltersThePublication(String role) {
        assertRefused(role, "CREATE TABLE public.mine (id int)");
        assertRefused(role, "ALTER PUBLICATION outbox DROP TABLE relay.heartbeat");
    }

    @Test
    void theRelayReadsOutboxesAndNothingElse() throws SQLException {
        as("catalog", "CREATE TABLE IF NOT EXISTS secrets (id int)");

        as("relay", "SELECT * FROM catalog.outbox, checkout.outbox, inventory.outbox");
        assertRefused("relay", "SELECT * FROM catalog.secrets");
        assertRefused("relay", "DELETE FROM catalog.outbox");
        assertRefused("relay", "SELECT relay.carry_outbox()");
    }

    @Test
    void publicationAndSlotCarryTheThreeOutboxes() throws SQLException {
        assertThat(
                        one(
                                "SELECT string_agg(schemaname, ' ' ORDER BY schemaname) FROM pg_publication_tables WHERE pubname = 'outbox'"))
                .isEqualTo("catalog checkout inventory relay");
        assertThat(one("SELECT plugin FROM pg_replication_slots WHERE slot_name = 'relay'"))
                .isEqualTo("pgoutput");
    }

    @Test
    void preparingAgainChangesNothingButThePasswords() throws SQLException {
        String slot = one("SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = 'relay'");
        Map<String, String> same =
                ShopDatabase.ROLES.stream().collect(Collectors.toMap(Function.identity(), servers::password));

        try (Connection superuser = servers.superuser()) {
            ShopDatabase.prepare(superuser, same);
        }

        assertThat(one("SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = 'relay'"))
                .isEqualTo(slot);
        publicationAndSlotCarryTheThreeOutboxes();
    }

    private void assertRefused(String role, String sql) {
        assertThatThrownBy(() -> as(role, sql))
                .as(role + ": " + sql)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    private void as(String role, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(servers.jdbcUrl(), role, servers.password(role));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(String sql) throws SQLException {
        try (Connection superuser = servers.superuser();
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
