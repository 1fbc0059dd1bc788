package dev.tailback.flowalerts.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.flowalerts.store.Databases;
import dev.tailback.flowalerts.store.Stores;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Weeks pass by moving the clock that says which day it is. */
@ExtendWith(ShopServersExtension.class)
@ResourceLock("the database of the spans")
class UpkeepIT {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-21");
    private static final String INSERT = """
            INSERT INTO trace_spans (trace_id, span_id, service, operation, started_at, ended_at, duration_ms, status,
                                     outcome, metadata)
            SELECT '%s', int8send(n), 'checkout', 'work', '%s', '%s', 0, '%s', '%s',
                   jsonb_build_object('filler', repeat('x', 500))
            FROM generate_series(1, %d) AS n""";
    private static final String WELL = "00000000000000000000000000000001";
    private static final String BROKEN = "00000000000000000000000000000002";

    private final MovableClock clock = new MovableClock(START);
    private final Partitions partitions = new Partitions();
    private Databases databases;
    private ShopServers servers;
    private Connections connections;

    @BeforeEach
    void empty(ShopServers shopServers) throws SQLException {
        servers = shopServers;
        databases = new Databases(shopServers);
        databases.empty();
        connections = new Connections(Stores.at(servers));
    }

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void partitionsAreThereDaysBeforeTheyAreNeeded() throws SQLException {
        Upkeep upkeep = upkeep(1L << 30);
        upkeep.look();
        assertThat(days(Outcome.SUCCESSFUL)).isEqualTo("20261121 20261122 20261123 20261124");
        assertThat(days(Outcome.FAILED)).isEqualTo("20261121 20261122 20261123 20261124");

        clock.move(Duration.ofDays(1));
        upkeep.look();

        assertThat(days(Outcome.SUCCESSFUL)).isEqualTo("20261121 20261122 20261123 20261124 20261125");
    }

    @Test
    void successfulDaysGoAfterAWeekFailedOnesAfterAMonthAndTracesOfFailuresStayWhole() throws SQLException {
        Upkeep upkeep = upkeep(1L << 30);
        upkeep.look();
        insert(WELL, "completed", "successful", 3);
        insert(BROKEN, "completed", "successful", 2);
        insert(BROKEN, "failed", "failed", 1);

        clock.move(Duration.ofDays(7));
        upkeep.look();
        assertThat(count()).as("at the end of the seventh day").isEqualTo("6");

        clock.move(Duration.ofDays(1));
        upkeep.look();
        assertThat(count()).as("only what belongs to a failure").isEqualTo("3");
        assertThat(databases.one("SELECT count(*) FROM trace_spans WHERE trace_id = '" + BROKEN + "'"))
                .isEqualTo("3");
        assertThat(days(Outcome.SUCCESSFUL)).doesNotContain("20261121");

        clock.move(Duration.ofDays(23));
        upkeep.look();
        assertThat(count()).isEqualTo("0");
        assertThat(days(Outcome.FAILED)).doesNotContain("20261121");
    }

    @Test
    void whoeverReadsIsNotDisturbedAndTheDayGoesTheNextTime() throws SQLException {
        Upkeep upkeep = upkeep(1L << 30);
        upkeep.look();
        insert(WELL, "completed", "successful", 1);
        clock.move(Duration.ofDays(8));
        try (Connection reader = databases.as(Databases.WRITER);
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT * FROM trace_spans");

            assertThatThrownBy(upkeep::look).isInstanceOf(SQLException.class);
            reader.rollback();
        }

        upkeep.look();

        assertThat(count()).isEqualTo("0");
    }

    @Test
    void overTheCapThePastGoesAndWhenTodayAloneIsTooMuchNothingIsWritten() throws SQLException {
        Upkeep upkeep = upkeep(3 << 20);
        upkeep.look();
        insert(WELL, "completed", "successful", 4_000);
        clock.move(Duration.ofDays(1));

        upkeep.look();
        assertThat(count()).as("yesterday is gone").isEqualTo("0");
        assertThat(upkeep.isFull()).isFalse();

        insert(BROKEN, DAY.plusDays(1), "failed", "failed", 4_000);
        upkeep.look();
        assertThat(count()).as("today stays").isEqualTo("4000");
        assertThat(upkeep.isFull()).isTrue();
        assertThat(upkeep.bytes()).isGreaterThan(3 << 20);

        clock.move(Duration.ofDays(1));
        upkeep.look();
        assertThat(upkeep.isFull()).as("tomorrow there is room").isFalse();
    }

    private Upkeep upkeep(long maxBytes) {
        return new Upkeep(connections, partitions, Stores.capped(servers, maxBytes), clock);
    }

    private void insert(String trace, String status, String outcome, int count) throws SQLException {
        insert(trace, DAY, status, outcome, count);
    }

    private void insert(String trace, LocalDate day, String status, String outcome, int count) throws SQLException {
        String at = day + "T10:00Z";
        databases.run(Databases.WRITER, INSERT.formatted(trace, at, at, status, outcome, count));
    }

    private String count() throws SQLException {
        return databases.one("SELECT count(*) FROM trace_spans");
    }

    private String days(Outcome outcome) {
        return partitions.present().stream()
                .filter(partition -> partition.outcome() == outcome)
                .map(partition -> partition.name().substring(partition.name().length() - 8))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
