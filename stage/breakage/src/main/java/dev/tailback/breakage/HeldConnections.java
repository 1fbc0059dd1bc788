package dev.tailback.breakage;

import com.zaxxer.hikari.HikariDataSource;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that are borrowed from the pool and kept, as by code that forgets to give them back. */
public final class HeldConnections {
    private static final Logger log = LoggerFactory.getLogger(HeldConnections.class);
    /** For all of them; HikariCP makes them one by one, 30 ms apart at best. Each is waited for as by anybody else. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HikariDataSource pool;
    private final Deque<Connection> held = new ArrayDeque<>();
    private volatile int count;

    public HeldConnections(HikariDataSource pool) {
        this.pool = pool;
    }

    public int count() {
        return count;
    }

    /**
     * Holds so many in all from now on. If they cannot be had, as many are held as before.
     *
     * @throws SQLException of the pool, when the others are in use
     */
    public synchronized void hold(int wanted) throws SQLException {
        if (wanted < 0 || wanted > pool.getMaximumPoolSize()) {
            throw new IllegalArgumentException("connections must be 0 to %d (the pool's maximum), but was %d"
                    .formatted(pool.getMaximumPoolSize(), wanted));
        }
        int before = held.size();
        try {
            borrow(wanted);
        } catch (SQLException | RuntimeException notToBeHad) {
            giveBack(before);
            throw notToBeHad;
        }
        giveBack(wanted);
    }

    /** Returns how many there were. */
    public synchronized int releaseAll() {
        int released = held.size();
        giveBack(0);
        return released;
    }

    private void borrow(int wanted) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // In nobody's trace: the request that asked for it would tell of a hundred waits.
        try (Scope outside = Context.root().makeCurrent()) {
            while (held.size() < wanted) {
                if (System.nanoTime() > deadline) {
                    throw new SQLException(
                            "after %d s there were only %d".formatted(PATIENCE.toSeconds(), held.size()));
                }
                held.push(pool.getConnection());
            }
        }
        count = held.size();
    }

    private void giveBack(int kept) {
        while (held.size() > kept) {
            try {
                held.pop().close();
            } catch (SQLException broken) {
                // The pool has it back all the same, and will not lend it again.
                log.warn("a connection broke while it was held", broken);
            }
        }
        count = held.size();
    }
}
