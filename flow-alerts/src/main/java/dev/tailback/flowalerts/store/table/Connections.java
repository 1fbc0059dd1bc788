package dev.tailback.flowalerts.store.table;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * The ways to the database: one connection that writes, two that read, so that no question holds up the writing, and the
 * admin's, open only while there is something to be done for it.
 */
public final class Connections implements AutoCloseable {
    static final String ADMIN = "spans_admin";
    static final String WRITER = "spans_writer";

    private static final int READERS = 2;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration CLOSE_IDLE_AFTER = Duration.ofMinutes(1);

    private final StoreSettings settings;
    private final HikariDataSource writing;
    private final HikariDataSource reading;

    public Connections(StoreSettings settings) {
        this.settings = settings;
        // The last second of a crashed server is lost with it, as spans on their way are; nobody waits for the disk.
        writing = pool("spans-writing", 1, "SET synchronous_commit = off");
        reading = pool("spans-reading", READERS, "SET statement_timeout = '15s'");
    }

    private HikariDataSource pool(String name, int size, String first) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setDataSourceProperties(properties(WRITER, settings.writerPassword(), settings.answerWithin()));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setIdleTimeout(CLOSE_IDLE_AFTER.toMillis());
        config.setConnectionInitSql(first);
        config.setConnectionTimeout(CONNECT_WITHIN.toMillis());
        // There may be no database yet, and there may never be one.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static Properties properties(String user, String password, Duration answerWithin) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "flow-alerts");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_WITHIN.toSeconds()));
        properties.setProperty("loginTimeout", String.valueOf(CONNECT_WITHIN.toSeconds()));
        properties.setProperty("socketTimeout", String.valueOf(answerWithin.toSeconds()));
        return properties;
    }

    public Connection writer() throws SQLException {
        return writing.getConnection();
    }

    public Connection reader() throws SQLException {
        return reading.getConnection();
    }

    Connection admin() throws SQLException {
        return admin(settings.answerWithin());
    }

    Connection admin(Duration answerWithin) throws SQLException {
        return DriverManager.getConnection(settings.url(), properties(ADMIN, settings.adminPassword(), answerWithin));
    }

    /** Whether it lets us in now: on a connection of its own, since those of the pools may all be in use. */
    public boolean answers() {
        try (Connection connection = DriverManager.getConnection(
                settings.url(), properties(WRITER, settings.writerPassword(), CONNECT_WITHIN))) {
            return connection.isValid((int) CONNECT_WITHIN.toSeconds());
        } catch (SQLException away) {
            return false;
        }
    }

    @Override
    public void close() {
        writing.close();
        reading.close();
    }
}
