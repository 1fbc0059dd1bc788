package dev.tailback.lab.room;

import dev.tailback.lab.faults.database.ShopServer;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL is at, in a session that lasts. */
final class DatabaseSight implements Eye.Look<DatabaseSight.Seen>, AutoCloseable {
    /**
     * What was seen.
     *
     * @param working statements that wait for nothing but a processor, or have one
     * @param left open orders whose shoppers' patience has ended
     * @param missing indexes of the shop that are not there
     */
    record Seen(
            int active,
            int working,
            int lockWaiters,
            int connections,
            int mostConnections,
            long unconfirmedWal,
            int left,
            int open,
            List<String> missing) {
        Seen {
            missing = List.copyOf(missing);
        }
    }

    static final List<String> INDEXES =
            List.of("idx_products_category", "idx_products_stock_quantity", "idx_stock_sku");
    private static final int LONGEST_MILLIS = 2_000;
    private static final String QUESTION = """
            SELECT statements.active, statements.working, statements.lock_waiters, statements.connections,
                   current_setting('max_connections')::int,
                   coalesce((SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)
                             FROM pg_replication_slots WHERE slot_name = 'relay'), 0)::bigint,
                   orders.left_by, orders.open,
                   ARRAY(SELECT wanted FROM unnest(%s) AS wanted
                         WHERE NOT EXISTS (SELECT FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid
                                           WHERE relname = wanted AND indisvalid))
            FROM (SELECT count(*) FILTER (WHERE state = 'active') AS active,
                         count(*) FILTER (WHERE state = 'active' AND wait_event IS NULL) AS working,
                         count(*) FILTER (WHERE wait_event_type = 'Lock') AS lock_waiters,
                         count(*) AS connections
                  FROM pg_stat_activity
                  WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS statements,
                 (SELECT count(*) FILTER (WHERE patience_ends < now()) AS left_by, count(*) AS open
                  FROM (SELECT patience_ends FROM checkout.orders WHERE ended_at IS NULL LIMIT 100000) AS few) AS orders""".formatted("ARRAY['" + String.join("', '", INDEXES) + "']");

    private final ShopServer server;
    private @Nullable Connection session;

    DatabaseSight(ShopServer server) {
        this.server = server;
    }

    @Override
    public Seen look() throws IOException, SQLException {
        try (Statement statement = session().createStatement();
                ResultSet row = statement.executeQuery(QUESTION)) {
            row.next();
            return new Seen(
                    row.getInt(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getInt(4),
                    row.getInt(5),
                    row.getLong(6),
                    row.getInt(7),
                    row.getInt(8),
                    texts(row.getArray(9)));
        } catch (SQLException ended) {
            close();
            throw ended;
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private Connection session() throws IOException, SQLException {
        if (session == null) {
            Connection begun = server.connect("tailback control room");
            begun.setNetworkTimeout(Runnable::run, 2 * LONGEST_MILLIS);
            try (Statement statement = begun.createStatement()) {
                statement.execute("SET statement_timeout = " + LONGEST_MILLIS);
            }
            session = begun;
        }
        return session;
    }

    @Override
    public void close() throws SQLException {
        if (session != null) {
            Connection last = session;
            session = null;
            last.close();
        }
    }
}
