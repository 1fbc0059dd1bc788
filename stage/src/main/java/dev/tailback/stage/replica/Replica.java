package dev.tailback.stage.replica;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tailback.stage.pool.PoolStats;
import dev.tailback.stage.pool.WatchedConnections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A server that follows the primary, and a pool of connections to it as large as the primary's was at the start. */
public final class Replica implements AutoCloseable {
    private static final String NAME = "ApplicationName";

    private final HikariDataSource pool;
    private final String server;

    private Replica(HikariDataSource pool, String server) {
        this.pool = pool;
        this.server = server;
    }

    /** It need not be there yet. */
    public static Replica of(HikariDataSource primary, String database, String host, int port) {
        String server = host + ":" + port;
        HikariConfig config = new HikariConfig();
        config.setPoolName("replica");
        config.setJdbcUrl("jdbc:postgresql://" + server + "/" + database);
        config.setUsername(primary.getUsername());
        config.setPassword(primary.getPassword());
        if (primary.getCredentialsProvider() != null) {
            config.setCredentialsProvider(primary.getCredentialsProvider());
        }
        config.setReadOnly(true);
        config.setMaximumPoolSize(primary.getMaximumPoolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(primary.getConnectionTimeout());
        config.setInitializationFailTimeout(-1);
        primary.getDataSourceProperties()
                .forEach((name, value) -> config.addDataSourceProperty(name.toString(), value));
        config.addDataSourceProperty(NAME, primary.getDataSourceProperties().get(NAME) + " replica");
        WatchedConnections.watch(config);
        return new Replica(new HikariDataSource(config), server);
    }

    public HikariDataSource pool() {
        return pool;
    }

    public String server() {
        return server;
    }

    /** Why it does not answer now; null if it does. */
    @Nullable
    String trouble() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            return row.next() ? null : "it answered nothing";
        } catch (SQLException refused) {
            return refused.getMessage();
        }
    }

    /** The pool tries on by itself, so one that came back shows without anybody waiting for it. */
    boolean isIdling() {
        PoolStats stats = PoolStats.of(pool);
        return stats.total() > stats.active();
    }

    /** Whoever gets no connection then waits for others, not for the server. */
    boolean isFull() {
        PoolStats stats = PoolStats.of(pool);
        return stats.active() >= stats.max();
    }

    @Override
    public void close() {
        pool.close();
    }
}
