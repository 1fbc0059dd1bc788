package dev.tailback.stage.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * PostgreSQL's plan of a statement that was slow, asked for on the connection that it ran on: the same text with the same
 * parameters, only explained. Each statement is looked at once a second at most, however often it is slow, and the look
 * neither fails nor holds up what it looks at: it has a time limit, and whatever it did is rolled back.
 */
final class PlanSamples {
    private static final Logger log = LoggerFactory.getLogger(PlanSamples.class);
    private static final Duration APART = Duration.ofSeconds(1);
    /** A plan takes a millisecond. This is for one that waits behind somebody who changes the table. */
    private static final Duration PATIENCE = Duration.ofMillis(100);
    /** Statements are constants, some dozens in a stage. */
    private static final int MOST_STATEMENTS = 1_000;

    private static final String EXPLAIN = "EXPLAIN (FORMAT JSON) ";
    private static final String LIMIT = "SET LOCAL statement_timeout = " + PATIENCE.toMillis();
    // The indexes of a partition are declared for the table that it is a part of.
    private static final String TABLES = """
            SELECT DISTINCT coalesce(whole.relname, scanned.relname)
            FROM pg_class scanned LEFT JOIN pg_class whole ON whole.oid = pg_partition_root(scanned.oid)
            WHERE scanned.relnamespace = CAST(:schema AS regnamespace) AND scanned.relname IN (:scanned)""";
    private static final String PRESENT = "SELECT indexname FROM pg_indexes WHERE schemaname = :schema";

    private final JdbcClient jdbc;
    private final DatabaseSettings settings;
    private final Turns turns = new Turns(APART, MOST_STATEMENTS);

    PlanSamples(JdbcClient jdbc, DatabaseSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Nothing if it was looked at a moment ago, or PostgreSQL did not say. The connection is the one that jdbc uses. */
    Optional<Scans> of(String sql, BoundStatement bound, Connection connection) {
        if (!turns.take(sql, System.nanoTime())) {
            return Optional.empty();
        }
        try {
            return Optional.of(undone(connection, () -> look(sql, bound)));
        } catch (Exception unexplained) {
            log.warn("the plan of a slow statement is not known: {}", unexplained.toString());
            return Optional.empty();
        }
    }

    private Scans look(String sql, BoundStatement bound) throws ReflectiveOperationException {
        Plan plan = Plan.read(
                bound.bindTo(jdbc.sql(EXPLAIN + sql)).query(PlanSamples::text).single());
        if (plan.scanned().isEmpty()) {
            return Scans.NONE;
        }
        List<String> tables = jdbc.sql(TABLES)
                .param("schema", settings.schema())
                .param("scanned", plan.scanned())
                .query(PlanSamples::text)
                .list();
        List<String> present = jdbc.sql(PRESENT)
                .param("schema", settings.schema())
                .query(PlanSamples::text)
                .list();
        return Scans.decide(settings.indexes().of(tables), present);
    }

    private static String text(ResultSet row, int number) throws SQLException {
        return Objects.requireNonNull(row.getString(1));
    }

    /** The time limit goes with the rollback, and so does an error, which otherwise would end a transaction. */
    private static <T> T undone(Connection connection, Callable<T> look) throws Exception {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
            try {
                return limited(connection, look);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        Savepoint before = connection.setSavepoint();
        try {
            return limited(connection, look);
        } finally {
            connection.rollback(before);
            connection.releaseSavepoint(before);
        }
    }

    private static <T> T limited(Connection connection, Callable<T> look) throws Exception {
        try (Statement limit = connection.createStatement()) {
            limit.execute(LIMIT);
        }
        return look.call();
    }
}
