package dev.tailback.flowalerts.store;

import dev.tailback.flowalerts.store.table.Outcome;
import dev.tailback.flowalerts.store.table.Retention;
import dev.tailback.flowalerts.store.writing.StoreCounts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** Reads what a {@link StoreReport} tells, as the writer, who sees no more than it needs. */
final class Reporting {
    private static final String DAYS = """
            SELECT relid::regclass::text, pg_table_size(relid), pg_indexes_size(relid), n_live_tup, n_dead_tup
            FROM pg_partition_tree('trace_spans') JOIN pg_stat_user_tables USING (relid)
            WHERE isleaf ORDER BY 1""";
    private static final String INDEXES = """
            SELECT root.relname, coalesce(sum(pg_relation_size(leaf.relid)), 0)::bigint,
                   coalesce(sum(used.idx_scan), 0)::bigint
            FROM pg_index JOIN pg_class root ON root.oid = indexrelid
            CROSS JOIN LATERAL pg_partition_tree(indexrelid) leaf
            LEFT JOIN pg_stat_user_indexes used ON used.indexrelid = leaf.relid
            WHERE indrelid = 'trace_spans'::regclass
            GROUP BY root.relname ORDER BY root.relname""";
    // What was told of another day, such as what has been imported, says nothing about how fast it grows.
    private static final String LAST_DAY = """
            SELECT outcome, count(*), extract(epoch FROM now() - min(started_at)) * 1000
            FROM trace_spans WHERE started_at BETWEEN now() - interval '1 day' AND now() GROUP BY outcome""";

    private final Retention retention;
    private final Statements statements;

    Reporting(Retention retention, Statements statements) {
        this.retention = retention;
        this.statements = statements;
    }

    StoreReport report(Connection connection, StoreCounts counts) throws SQLException {
        List<StoreReport.Day> days = list(connection, DAYS, Reporting::day);
        StoreReport.Sizes sizes = new StoreReport.Sizes(
                days.stream().mapToLong(StoreReport.Day::tableBytes).sum(),
                days.stream().mapToLong(StoreReport.Day::indexBytes).sum(),
                days.stream().mapToLong(StoreReport.Day::rows).sum(),
                days.stream().mapToLong(StoreReport.Day::deadRows).sum());
        return new StoreReport(
                list(connection, "SELECT * FROM trace_spans_health", Reporting::health)
                        .getFirst(),
                sizes,
                rate(connection, sizes).growth(retention),
                days,
                list(connection, INDEXES, Reporting::index),
                statements.sinceThen(connection),
                counts);
    }

    private static GrowthRate rate(Connection connection, StoreReport.Sizes sizes) throws SQLException {
        EnumMap<Outcome, Long> spans = new EnumMap<>(Outcome.class);
        Duration measured = Duration.ZERO;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LAST_DAY)) {
            while (rows.next()) {
                spans.put(Outcome.of(rows.getString(1)), rows.getLong(2));
                Duration since = Duration.ofMillis(rows.getLong(3));
                measured = since.compareTo(measured) > 0 ? since : measured;
            }
        }
        // The statistics are a moment late; what was counted just now is not.
        long known = Math.max(
                sizes.rows(), spans.values().stream().mapToLong(Long::longValue).sum());
        return new GrowthRate(
                measured, spans, known == 0 ? 0 : (double) (sizes.tableBytes() + sizes.indexBytes()) / known);
    }

    private static StoreReport.Health health(ResultSet row) throws SQLException {
        return new StoreReport.Health(
                row.getLong("total_spans"),
                row.getLong("spans_last_24h"),
                row.getLong("spans_last_hour"),
                row.getString("table_size"),
                row.getString("total_size_with_indexes"),
                row.getLong("unique_traces"),
                row.getDouble("avg_duration_ms"),
                row.getLong("failed_spans"),
                row.getLong("timeout_spans"));
    }

    private static StoreReport.Day day(ResultSet row) throws SQLException {
        return new StoreReport.Day(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }

    private static StoreReport.Index index(ResultSet row) throws SQLException {
        return new StoreReport.Index(row.getString(1), row.getLong(2), row.getLong(3));
    }

    @FunctionalInterface
    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> list(Connection connection, String sql, Row<T> mapping) throws SQLException {
        List<T> list = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                list.add(mapping.of(rows));
            }
        }
        return list;
    }
}
