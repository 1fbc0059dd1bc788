package dev.tailback.lab.faults.database;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Somebody began a transaction and went to lunch. With row locks, whoever wants one of the products waits; with a
 * snapshot only, nobody waits and no dead row can be cleaned up.
 */
public final class IdleTransaction implements Fault {
    private static final String NAME = "stock report";
    private static final String HOLDS = "holds";
    private static final String ROWS = "rows";
    private static final String SNAPSHOT = "snapshot";
    private static final String TAKE_SNAPSHOT = "SELECT count(*) FROM inventory.stock";
    private static final String LOOK = """
            SELECT idle.state, idle.backend_xmin IS NOT NULL AS has_snapshot,
                   round(extract(epoch FROM clock_timestamp() - idle.xact_start), 1) AS seconds,
                   EXISTS (SELECT FROM pg_locks held
                           WHERE held.pid = idle.pid AND held.mode = 'RowShareLock' AND held.granted) AS has_rows
            FROM pg_stat_activity idle WHERE idle.application_name = ? AND idle.xact_start IS NOT NULL""";
    private static final String END =
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = ?";

    private final ShopServer server;
    private final AtomicReference<@Nullable Connection> idle = new AtomicReference<>();

    public IdleTransaction(ShopServer server) {
        this.server = server;
    }

    @Override
    public Manual manual() {
        return new Manual(
                "idle-transaction",
                "Leaves a transaction open that holds stock rows or only a snapshot.",
                Parameter.oneOf(HOLDS, ROWS, List.of(ROWS, SNAPSHOT)),
                Parameter.whole(ROWS, "10", 1, 100_000));
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of("inventory.stock");
    }

    @Override
    public void set(Strike strike) throws IOException, SQLException {
        clear(strike);
        Connection connection = server.connect(NAME);
        idle.set(connection);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '10s'");
            statement.execute(
                    strike.with().text(HOLDS).equals(ROWS)
                            ? "SELECT sku FROM inventory.stock ORDER BY sku LIMIT %d FOR UPDATE"
                                    .formatted(strike.with().whole(ROWS))
                            : TAKE_SNAPSHOT);
        }
    }

    @Override
    public Sight look(Strike strike) throws IOException, SQLException {
        try (Connection connection = server.connect("tailback look");
                PreparedStatement look = connection.prepareStatement(LOOK)) {
            look.setString(1, NAME);
            try (ResultSet found = look.executeQuery()) {
                if (!found.next()) {
                    return Sight.absent("pg_stat_activity has no such transaction");
                }
                boolean holdsRows = found.getBoolean("has_rows");
                boolean isThere = found.getString("state").equals("idle in transaction")
                        && (strike.with().text(HOLDS).equals(ROWS) ? holdsRows : found.getBoolean("has_snapshot"));
                return new Sight(
                        isThere,
                        "%s since %s s, holding %s"
                                .formatted(
                                        found.getString("state"),
                                        found.getString("seconds"),
                                        holdsRows ? "row locks" : "a snapshot"));
            }
        }
    }

    @Override
    public void clear(Strike strike) throws IOException, SQLException {
        Connection held = idle.getAndSet(null);
        if (held != null) {
            held.close();
        }
        try (Connection connection = server.connect("tailback repair");
                PreparedStatement end = connection.prepareStatement(END)) {
            end.setString(1, NAME);
            end.execute();
        }
    }
}
