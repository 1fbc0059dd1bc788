package dev.tailback.stage.pool;

import static io.opentelemetry.semconv.DbAttributes.DB_RESPONSE_STATUS_CODE;

import com.zaxxer.hikari.HikariConfig;
import dev.tailback.telemetry.Names;
import dev.tailback.telemetry.logs.BoundedLog;
import io.opentelemetry.context.Context;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What becomes of a pool's connections. A pool may make a hundred in one moment, and fail to as often while its server is
 * away: of each kind there are a few lines at once and then one a second, which says how many it stands for.
 */
final class ConnectionLog {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);
    private static final int AT_ONCE = 5;
    private static final int A_SECOND = 1;

    /** It has its name and its sizes only when it begins. */
    private final HikariConfig pool;

    private final AtomicBoolean isPoolTold = new AtomicBoolean();

    private final BoundedLog established = bounded();
    private final BoundedLog failed = bounded();
    private final BoundedLog closed = bounded();

    ConnectionLog(HikariConfig pool) {
        this.pool = pool;
    }

    private static BoundedLog bounded() {
        return new BoundedLog(LOG, AT_ONCE, A_SECOND, System::nanoTime);
    }

    void established() {
        if (isPoolTold.compareAndSet(false, true)) {
            tellPool();
        }
        established.at(
                Level.INFO,
                Context.current(),
                line -> event(line, Names.CONNECTION_ESTABLISHED).setMessage("Database connection established"));
    }

    private void tellPool() {
        int least = pool.getMinimumIdle();
        int most = pool.getMaximumPoolSize();
        event(LOG.atInfo(), Names.POOL_ESTABLISHED)
                .addKeyValue(Names.POOL_CONNECTIONS_MIN, least)
                .addKeyValue(Names.POOL_CONNECTIONS_MAX, most)
                .log("Database connection pool established: PostgreSQL pool initialized: min={}, max={}", least, most);
    }

    void failed(SQLException reason) {
        failed.at(
                Level.WARN,
                Context.current(),
                line -> event(line, Names.CONNECTION_FAILED)
                        .addKeyValue(Names.REASON.getKey(), String.valueOf(reason.getMessage()))
                        .addKeyValue(DB_RESPONSE_STATUS_CODE.getKey(), String.valueOf(reason.getSQLState()))
                        .setMessage("Database connection failed: " + reason.getMessage()));
    }

    /** @param broken whether it was lost before the pool let go of it */
    void closed(boolean broken) {
        closed.at(
                broken ? Level.WARN : Level.INFO,
                Context.current(),
                line -> event(line, Names.CONNECTION_CLOSED)
                        .addKeyValue(Names.REASON.getKey(), broken ? "broken" : "retired")
                        .setMessage(broken ? "Database connection broke" : "Database connection closed"));
    }

    private LoggingEventBuilder event(LoggingEventBuilder line, String name) {
        return line.addKeyValue(Names.EVENT, name).addKeyValue(Names.POOL_NAME.getKey(), pool.getPoolName());
    }
}
