package dev.tailback.events.database;

import static io.opentelemetry.semconv.DbAttributes.DB_RESPONSE_STATUS_CODE;

import dev.tailback.events.logs.BoundedLog;
import dev.tailback.events.telemetry.Names;
import io.opentelemetry.context.Context;
import java.sql.SQLException;
import java.util.function.Supplier;
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

    /** It has its name only when it begins. */
    private final Supplier<String> pool;

    private final BoundedLog established = bounded();
    private final BoundedLog failed = bounded();
    private final BoundedLog closed = bounded();

    ConnectionLog(Supplier<String> pool) {
        this.pool = pool;
    }

    private static BoundedLog bounded() {
        return new BoundedLog(LOG, AT_ONCE, A_SECOND, System::nanoTime);
    }

    void established() {
        established.at(
                Level.INFO,
                Context.current(),
                line -> event(line, Names.CONNECTION_ESTABLISHED).setMessage("a connection is established"));
    }

    void failed(SQLException reason) {
        failed.at(
                Level.WARN,
                Context.current(),
                line -> event(line, Names.CONNECTION_FAILED)
                        .addKeyValue(Names.REASON.getKey(), String.valueOf(reason.getMessage()))
                        .addKeyValue(DB_RESPONSE_STATUS_CODE.getKey(), String.valueOf(reason.getSQLState()))
                        .setMessage("no connection could be established"));
    }

    /** @param broken whether it was lost before the pool let go of it */
    void closed(boolean broken) {
        closed.at(
                broken ? Level.WARN : Level.INFO,
                Context.current(),
                line -> event(line, Names.CONNECTION_CLOSED)
                        .addKeyValue(Names.REASON.getKey(), broken ? "broken" : "retired")
                        .setMessage(broken ? "a connection broke" : "a connection is closed"));
    }

    private LoggingEventBuilder event(LoggingEventBuilder line, String name) {
        return line.addKeyValue(Names.EVENT, name).addKeyValue(Names.POOL_NAME.getKey(), pool.get());
    }
}
