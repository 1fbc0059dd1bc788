package dev.tailback.lab.calibration;

import dev.tailback.lab.faults.database.MissingIndex;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What setting stock aside for an order costs PostgreSQL at this time when its index is gone, while nobody else wants
 * anything. The index is dropped in a transaction that is rolled back: whatever ends it, nobody has missed the index.
 */
public final class Reserving {
    /** A processor that is shared with others is half as fast for seconds, and twice as fast for the next. */
    private static final int SOME = 4;

    private static final int MANY = 12;
    /** The longest that the table is locked: stages that want it wait for twice as long before they try again. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final String ANY = "SELECT sku FROM inventory.stock LIMIT 1";
    // The two statements of inventory, which has its schema and names for what is bound.
    static final String LOCK = """
            SELECT stock.sku, available FROM inventory.stock JOIN unnest(?) AS wanted (sku) ON wanted.sku = stock.sku
            ORDER BY stock.sku FOR UPDATE OF stock""";
    static final String TAKE = """
            UPDATE inventory.stock SET available = available - row.quantity
            FROM unnest(?, ARRAY[0]) AS row (sku, quantity)
            WHERE stock.sku = row.sku""";

    private final ShopServer server;

    public Reserving(ShopServer server) {
        this.server = server;
    }

    /**
     * The mean of some time: what counts is how many are done in a minute.
     *
     * @param millis for one
     * @param pulse meanwhile, see {@link Pulse#millionsPerSecond}
     */
    public record Look(double millis, OptionalDouble pulse) {}

    /** For twenty seconds, before a run. */
    public Look briefly() throws IOException, SQLException {
        return look(SOME, LONGEST);
    }

    /** To be remembered: three times as long as anything else is looked at, a minute as a rule. */
    public Look atLength(Duration one) throws IOException, SQLException {
        Duration part = one.dividedBy(SOME);
        return look(MANY, part.compareTo(LONGEST) < 0 ? part : LONGEST);
    }

    private Look look(int times, Duration each) throws IOException, SQLException {
        try (Connection connection = server.connect("tailback calibration");
                Pulse pulse = Pulse.of(server)) {
            connection.setAutoCommit(false);
            double sum = 0;
            for (int time = 0; time < times; time++) {
                sum += withoutIndex(connection, pulse, each);
            }
            return new Look(sum / times, pulse.millionsPerSecond());
        }
    }

    private static double withoutIndex(Connection connection, Pulse pulse, Duration lasting)
            throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            Array sku = connection.createArrayOf("text", new Object[] {any(statement)});
            // Others queue behind a lock that is waited for.
            statement.execute("SET LOCAL lock_timeout = '5s'");
            statement.execute("DROP INDEX IF EXISTS inventory." + MissingIndex.OF_STOCK);
            return mean(connection, sku, pulse, lasting);
        } finally {
            connection.rollback();
        }
    }

    private static String any(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery(ANY)) {
            if (!found.next()) {
                throw new Refusal("inventory.stock is empty: there is nothing to set aside; ./tailback up fills it");
            }
            return found.getString(1);
        }
    }

    private static double mean(Connection connection, Array sku, Pulse pulse, Duration lasting) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK);
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            lock.setArray(1, sku);
            take.setArray(1, sku);
            long end = System.nanoTime() + lasting.toNanos();
            long nanos = 0;
            int times = 0;
            while (System.nanoTime() < end) {
                long began = System.nanoTime();
                lock.executeQuery().close();
                take.executeUpdate();
                nanos += System.nanoTime() - began;
                times++;
                pulse.beat();
            }
            return nanos / 1e6 / times;
        }
    }
}
