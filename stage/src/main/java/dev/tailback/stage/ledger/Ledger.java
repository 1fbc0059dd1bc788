package dev.tailback.stage.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * All that an audit wants to know of this stage, as of one moment. PostgreSQL writes the lines itself (COPY): whatever
 * their number, none is held in memory here. It has a connection of its own, so that looking at the shop neither takes
 * one from the shoppers nor has to wait for one when the pool is what is broken.
 */
final class Ledger {
    /** The position is that of the WAL: what this snapshot shows was committed before it. */
    private static final String SNAPSHOT = """
            SELECT 'snapshot', (date_part('epoch', clock_timestamp()) * 1000)::bigint,
              (pg_current_wal_flush_lsn() - '0/0')::bigint""";

    private static final String PUBLISHED =
            "SELECT (confirmed_flush_lsn - '0/0')::bigint FROM pg_replication_slots WHERE slot_name = 'relay'";

    private final HikariDataSource pool;
    private final List<LedgerSection> sections;

    Ledger(HikariDataSource pool, List<LedgerSection> own) {
        this.pool = pool;
        this.sections =
                Stream.concat(own.stream(), LedgerSection.MESSAGING.stream()).toList();
    }

    Connection connect() throws SQLException {
        Properties settings = new Properties();
        settings.putAll(pool.getDataSourceProperties());
        settings.setProperty("user", pool.getUsername());
        settings.setProperty("password", pool.getPassword());
        settings.setProperty("ApplicationName", settings.getProperty("ApplicationName", "stage") + " ledger");
        // A table that is locked for long is to end the audit, not to hold it.
        settings.setProperty("options", "-c lock_timeout=10s");
        return DriverManager.getConnection(pool.getJdbcUrl(), settings);
    }

    /** Ends with a line that counts the others: a reader that never sees it was cut off. */
    void write(Connection connection, OutputStream out) throws SQLException, IOException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        long lines = copy.copyOut(csv(SNAPSHOT), out);
        // The next snapshot of an audit is to be later than this one: it is told that this one is taken.
        out.flush();
        for (LedgerSection section : sections) {
            lines += copy.copyOut(csv(section.query()), out);
        }
        out.write(("end," + lines + "\n").getBytes(US_ASCII));
        connection.rollback();
    }

    /** Up to where the relay's slot confirms that everything is in Kafka; null without a slot. */
    @Nullable
    Long published() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PUBLISHED)) {
            return row.next() ? (Long) row.getObject(1) : null;
        }
    }

    private static String csv(String query) {
        return "COPY (" + query + ") TO STDOUT (FORMAT csv)";
    }
}
