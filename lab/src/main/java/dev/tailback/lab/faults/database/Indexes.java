package dev.tailback.lab.faults.database;

import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.terminal.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The indexes that there are, over one connection. */
final class Indexes {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    // One that is not valid, left over from a build that broke off, serves nobody.
    private static final String DEFINITION = """
            SELECT pg_get_indexdef(i.indexrelid)
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_indexes known ON known.indexname = c.relname AND known.schemaname = c.relnamespace::regnamespace::text
            WHERE known.schemaname = ? AND known.indexname = ? AND i.indisvalid""";
    /** Materialized: as one more condition, the cancelling could come before the others, and meet this very statement. */
    private static final String CANCEL = """
            WITH user_of_table AS MATERIALIZED (
                SELECT running.pid, running.query_start
                FROM pg_stat_activity running
                WHERE running.state = 'active' AND running.usename IN ('catalog', 'checkout', 'inventory')
                  AND EXISTS (SELECT FROM pg_locks wanted
                              WHERE wanted.pid = running.pid AND wanted.granted = ?
                                AND wanted.relation = ANY (?::regclass[])))
            SELECT pid || '@' || query_start AS statement FROM user_of_table WHERE pg_cancel_backend(pid)""";

    private final Connection connection;
    private final Set<String> cancelled = new HashSet<>();

    Indexes(Connection connection) {
        this.connection = connection;
    }

    boolean hasTable(ShopIndex index) throws SQLException {
        return one("SELECT to_regclass(?)", index.table()).isPresent();
    }

    Optional<String> definition(ShopIndex index) throws SQLException {
        return one(DEFINITION, index.schema(), index.id());
    }

    List<String> present() throws SQLException {
        List<String> present = new ArrayList<>();
        for (ShopIndex index : ShopIndex.values()) {
            definition(index).ifPresent(there -> present.add(index.id()));
        }
        return present;
    }

    /** How PostgreSQL would read the table if it had to use an index: a scan means that there is none to use. */
    String planOf(ShopIndex index) throws SQLException {
        execute("SET enable_seqscan = off");
        try (Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN (COSTS OFF) " + index.lookUp())) {
            String table = " on " + index.table().substring(index.table().indexOf('.') + 1);
            List<String> lines = new ArrayList<>();
            while (plan.next()) {
                lines.add(plan.getString(1).replace("->", "").strip());
            }
            return lines.stream()
                    .filter(line -> line.contains(table))
                    .findFirst()
                    .orElse(String.join(" / ", lines));
        } finally {
            execute("RESET enable_seqscan");
        }
    }

    /** Those whose index is gone, which are read as a whole therefore. */
    List<String> scanned() throws SQLException {
        return missing().stream().map(ShopIndex::table).toList();
    }

    List<ShopIndex> missing() throws SQLException {
        List<ShopIndex> missing = new ArrayList<>();
        for (ShopIndex index : ShopIndex.values()) {
            if (hasTable(index) && definition(index).isEmpty()) {
                missing.add(index);
            }
        }
        return missing;
    }

    /** A consumer tries a statement again that is cancelled; the request of a shopper is answered 503. */
    void cancelStatementsOn(List<String> tables) throws SQLException {
        cancel(true, tables);
    }

    /** Likewise those that wait for a lock of one. */
    void cancelStatementsBefore(List<String> tables) throws SQLException {
        cancel(false, tables);
    }

    private void cancel(boolean isGranted, List<String> tables) throws SQLException {
        try (PreparedStatement cancel = connection.prepareStatement(CANCEL)) {
            cancel.setBoolean(1, isGranted);
            cancel.setArray(2, connection.createArrayOf("text", tables.toArray()));
            try (ResultSet ended = cancel.executeQuery()) {
                while (ended.next()) {
                    cancelled.add(ended.getString("statement"));
                }
            }
        }
    }

    /** How many statements were cancelled from here. */
    int cancelled() {
        return cancelled.size();
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    interface Change {
        void apply() throws SQLException, InterruptedException;
    }

    /** Tries again while others hold the lock. */
    void untilLocked(Duration patience, Change change) throws SQLException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!isApplied(change)) {
            if (System.nanoTime() > end) {
                throw new Refusal("the table was in use for " + patience.toSeconds() + " s without a gap");
            }
            Patience.pause(BETWEEN_TRIES);
        }
    }

    private static boolean isApplied(Change change) throws SQLException, InterruptedException {
        try {
            change.apply();
            return true;
        } catch (SQLException failed) {
            if (LOCK_NOT_AVAILABLE.equals(failed.getSQLState())) {
                return false;
            }
            if (UNIQUE_VIOLATION.equals(failed.getSQLState())) {
                throw new Refusal("duplicates came while the unique index was away: " + failed.getMessage(), failed);
            }
            throw failed;
        }
    }

    private Optional<String> one(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int n = 0; n < parameters.length; n++) {
                statement.setString(n + 1, parameters[n]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
            }
        }
    }
}
