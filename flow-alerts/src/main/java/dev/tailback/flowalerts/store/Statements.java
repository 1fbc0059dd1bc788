package dev.tailback.flowalerts.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements of flow-alerts in its database: how fast they were before it started, and are since. */
final class Statements {
    private static final int MOST = 10;
    private static final String IS_THERE = "SELECT to_regclass('pg_stat_statements') IS NOT NULL";
    private static final String FIGURES = """
            SELECT queryid, min(left(regexp_replace(query, '\\s+', ' ', 'g'), 160)), sum(calls)::bigint,
                   sum(total_exec_time)
            FROM pg_stat_statements
            WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND userid = (SELECT oid FROM pg_roles WHERE rolname = current_user)
            GROUP BY queryid""";

    private record Figures(String query, long calls, double totalMs) {
        static final Figures NONE = new Figures("", 0, 0);

        @Nullable
        Double mean() {
            return calls == 0 ? null : totalMs / calls;
        }
    }

    private volatile @Nullable Map<Long, Figures> before;

    /** Remembers how it is now, unless that has been done. */
    void remember(Connection connection) throws SQLException {
        if (before == null) {
            before = figures(connection);
        }
    }

    /** The slowest since then first. */
    List<StoreReport.Statement> sinceThen(Connection connection) throws SQLException {
        Map<Long, Figures> then = before == null ? Map.<Long, Figures>of() : before;
        return figures(connection).entrySet().stream()
                .map(now -> compared(then.getOrDefault(now.getKey(), Figures.NONE), now.getValue()))
                .sorted(Comparator.comparingDouble((StoreReport.Statement statement) ->
                                statement.meanMs() == null ? 0 : statement.meanMs())
                        .reversed())
                .limit(MOST)
                .toList();
    }

    private static StoreReport.Statement compared(Figures then, Figures now) {
        Figures since = new Figures(now.query(), now.calls() - then.calls(), now.totalMs() - then.totalMs());
        return new StoreReport.Statement(now.query(), then.calls(), then.mean(), since.calls(), since.mean());
    }

    private static Map<Long, Figures> figures(Connection connection) throws SQLException {
        Map<Long, Figures> figures = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet extension = statement.executeQuery(IS_THERE)) {
                extension.next();
                if (!extension.getBoolean(1)) {
                    return figures;
                }
            }
            try (ResultSet rows = statement.executeQuery(FIGURES)) {
                while (rows.next()) {
                    figures.put(rows.getLong(1), new Figures(rows.getString(2), rows.getLong(3), rows.getDouble(4)));
                }
            }
        }
        return figures;
    }
}
