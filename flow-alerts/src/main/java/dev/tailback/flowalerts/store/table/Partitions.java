package dev.tailback.flowalerts.store.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The tables of single days: which there are, made and dropped by the admin. */
public final class Partitions {
    private static final String SIZES = """
            SELECT relid::regclass::text, pg_total_relation_size(relid)
            FROM pg_partition_tree('trace_spans') WHERE isleaf""";

    // Both need the parent for themselves for a moment. Who waits for it keeps every writer waiting behind them.
    private static final String DO_NOT_QUEUE = "SET LOCAL lock_timeout = '2s'";

    /**
     * A failure is told as long as it is kept by the whole of its trace, not by the failed spans alone. Traces reach into
     * the neighbouring days.
     */
    private static final String MOVE_TRACES_OF_FAILURES = """
            UPDATE trace_spans SET outcome = 'failed'
            WHERE outcome = 'successful' AND started_at >= '%1$sT00:00Z' AND started_at < '%2$sT00:00Z'
              AND trace_id IN (SELECT trace_id FROM trace_spans
                               WHERE outcome = 'failed'
                                 AND started_at >= '%1$sT00:00Z'::timestamptz - interval '1 day'
                                 AND started_at < '%2$sT00:00Z'::timestamptz + interval '1 day')""";

    private volatile Set<Partition> present = Set.of();

    public boolean has(Partition partition) {
        return present.contains(partition);
    }

    Set<Partition> present() {
        return present;
    }

    /** Tables and indexes in bytes, as they are now. */
    Map<Partition, Long> sizes(Connection connection) throws SQLException {
        Map<Partition, Long> sizes = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(SIZES)) {
            while (tables.next()) {
                long bytes = tables.getLong(2);
                Partition.named(tables.getString(1)).ifPresent(partition -> sizes.put(partition, bytes));
            }
        }
        present = Set.copyOf(sizes.keySet());
        return sizes;
    }

    void make(Connection admin, Collection<Partition> wanted) throws SQLException {
        Set<Partition> there = sizes(admin).keySet();
        for (Partition partition : new HashSet<>(wanted)) {
            if (!there.contains(partition)) {
                inTransaction(admin, DO_NOT_QUEUE, partition.create());
            }
        }
        sizes(admin);
    }

    /** Drops a day; of a successful one the traces that failed go over to the failed ones before, while those are kept. */
    void drop(Connection admin, Partition partition) throws SQLException {
        Partition failed = new Partition(Outcome.FAILED, partition.day());
        if (partition.outcome() == Outcome.SUCCESSFUL && has(failed)) {
            LocalDate day = partition.day();
            inTransaction(
                    admin, DO_NOT_QUEUE, MOVE_TRACES_OF_FAILURES.formatted(day, day.plusDays(1)), partition.drop());
        } else {
            inTransaction(admin, DO_NOT_QUEUE, partition.drop());
        }
        sizes(admin);
    }

    private static void inTransaction(Connection admin, String... steps) throws SQLException {
        admin.setAutoCommit(false);
        try (Statement statement = admin.createStatement()) {
            for (String step : steps) {
                statement.execute(step);
            }
            admin.commit();
        } catch (SQLException failure) {
            admin.rollback();
            throw failure;
        } finally {
            admin.setAutoCommit(true);
        }
    }
}
