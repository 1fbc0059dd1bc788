package dev.tailback.stage.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.events.UuidV7;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(ShopServersExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DaysIT {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final RetentionSettings RETENTION =
            new RetentionSettings(Duration.ofDays(7), Duration.ofDays(14), Duration.ofDays(7), Duration.ofDays(24));

    private ShopServers servers;
    private DriverManagerDataSource database;
    private JdbcClient jdbc;
    private DayPartitions partitions;

    @BeforeAll
    void connect(ShopServers shopServers) throws SQLException {
        servers = shopServers;
        asSuperuser("CREATE SCHEMA days AUTHORIZATION catalog");
        database = new DriverManagerDataSource(
                servers.jdbcUrl() + "?currentSchema=days", "catalog", servers.password("catalog"));
        jdbc = JdbcClient.create(database);
        partitions = new DayPartitions(jdbc);
    }

    @BeforeEach
    void beginAnew() throws SQLException {
        jdbc.sql("""
                DROP TABLE IF EXISTS outbox, inbox;
                CREATE TABLE outbox (id uuid PRIMARY KEY,
                  transaction_id bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint)) PARTITION BY RANGE (id);
                CREATE INDEX outbox_transaction_id ON outbox (transaction_id);
                CREATE TABLE inbox (event_id uuid PRIMARY KEY) PARTITION BY RANGE (event_id)""").update();
        asSuperuser("DELETE FROM relay.reconciled");
        makeDaysAt(NOON);
    }

    @Test
    void aDayOfTheOutboxGoesWhenItIsOldAndComparedWithKafka() throws SQLException {
        append(NOON);
        Instant old = NOON.plus(Duration.ofDays(8));

        dropDaysAt(old);
        assertThat(partitions.of("outbox")).as("never compared").contains(dayOf(NOON));
        reconcile();
        append(NOON);
        dropDaysAt(old);
        assertThat(partitions.of("outbox")).as("not all of it compared").contains(dayOf(NOON));
        reconcile();
        dropDaysAt(NOON.plus(Duration.ofDays(7)));
        assertThat(partitions.of("outbox")).as("not old enough").contains(dayOf(NOON));

        dropDaysAt(old);

        assertThat(partitions.of("outbox"))
                .containsExactly(dayOf(NOON).plusDays(1), dayOf(NOON).plusDays(2));
    }

    @Test
    @Timeout(10)
    void aDayThatALongTransactionWroteToStaysAndNobodyWaits() throws SQLException {
        try (Connection longOne = database.getConnection()) {
            longOne.setAutoCommit(false);
            append(longOne, NOON);
            reconcile();

            dropDaysAt(NOON.plus(Duration.ofDays(8)));

            assertThat(partitions.of("outbox")).contains(dayOf(NOON));
            append(NOON);
            longOne.commit();
        }
        dropDaysAt(NOON.plus(Duration.ofDays(8)));
        assertThat(partitions.of("outbox"))
                .as("its row was not seen by the comparison")
                .contains(dayOf(NOON));
        reconcile();
        dropDaysAt(NOON.plus(Duration.ofDays(8)));
        assertThat(partitions.of("outbox")).doesNotContain(dayOf(NOON));
    }

    @Test
    @Timeout(10)
    void daysAreMadeBesideALongTransaction() throws SQLException {
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        try (Connection longOne = database.getConnection()) {
            longOne.setAutoCommit(false);
            append(longOne, NOON);

            makeDaysAt(tomorrow);
        }
        append(NOON.plus(Duration.ofDays(3)));
        assertThat(partitions.of("outbox")).contains(dayOf(NOON).plusDays(3));
    }

    @Test
    void theInboxRemembersForItsRetentionToTheDay() {
        LocalDate oldest = dayOf(NOON).minusDays(24);
        assertThat(partitions.of("inbox").getFirst()).isEqualTo(oldest);

        makeDaysAt(NOON.plus(Duration.ofDays(1)));
        dropDaysAt(NOON.plus(Duration.ofDays(1)));

        assertThat(partitions.of("inbox").getFirst()).isEqualTo(oldest.plusDays(1));
        assertThat(partitions.of("inbox").getLast()).isEqualTo(dayOf(NOON).plusDays(3));
    }

    private void makeDaysAt(Instant now) {
        new MessagingDays(partitions, jdbc, transactions(), RETENTION, Clock.fixed(now, ZoneOffset.UTC)).makeAhead();
    }

    private void dropDaysAt(Instant now) {
        new DropDays(partitions, jdbc, transactions(), RETENTION, Clock.fixed(now, ZoneOffset.UTC)).dropOldOnes();
    }

    private TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** What the relay says after it has compared all that a snapshot of now sees. */
    private void reconcile() throws SQLException {
        asSuperuser("""
                INSERT INTO relay.reconciled VALUES (true, pg_current_snapshot(), '{}', '{}', now())
                ON CONFLICT (one) DO UPDATE SET snapshot = excluded.snapshot""");
    }

    private void append(Instant at) {
        jdbc.sql("INSERT INTO outbox (id) VALUES (:id)")
                .param("id", UuidV7.at(at))
                .update();
    }

    private static void append(Connection connection, Instant at) throws SQLException {
        UUID id = UuidV7.at(at);
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO outbox (id) VALUES ('" + id + "')");
        }
    }

    private void asSuperuser(String sql) throws SQLException {
        try (Connection superuser = servers.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    private static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
