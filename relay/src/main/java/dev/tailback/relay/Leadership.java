package dev.tailback.relay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One relay leads: it holds an advisory lock for as long as its session lives.
 *
 * <p>The database ends a session that it has not heard of for the length of the lease, so a leader that is stopped or
 * cut off loses its lead although its connection seems to stand. The leader gives up earlier than that by its own
 * clock: when another begins, it publishes no more. Should it be stopped between looking at the clock and sending, it
 * repeats what the other has sent too, and inboxes absorb that.
 */
final class Leadership implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Leadership.class);
    private static final long LOCK = 0x7A11BACCL;
    private static final int PINGS_A_LEASE = 5;
    private static final int TRIES_A_LEASE = 10;

    private final Connection session;
    private final long trustedNanos;
    private final CompletableFuture<Void> lost = new CompletableFuture<>();
    private volatile long heardNanos;

    private Leadership(Connection session, Duration lease, long heardNanos) {
        this.session = session;
        // One ping less than the lease: this side stops before the other side begins.
        this.trustedNanos = lease.toNanos() * (PINGS_A_LEASE - 1) / PINGS_A_LEASE;
        this.heardNanos = heardNanos;
        Thread.ofVirtual().name("lead-ping").start(() -> ping(lease.dividedBy(PINGS_A_LEASE)));
    }

    /**
     * Returns when this process leads, or empty when it is told to stop. It asks again and again instead of waiting in
     * the database: there the lock could fall to a session whose process is gone.
     */
    static Optional<Leadership> await(RelaySettings settings, CountDownLatch stopping)
            throws SQLException, InterruptedException {
        Duration lease = settings.lease();
        Connection session = settings.connect(lease);
        boolean leads = false;
        try (Statement statement = session.createStatement()) {
            statement.execute("SET idle_session_timeout = " + lease.toMillis());
            do {
                long asked = System.nanoTime();
                leads = locked(statement);
                if (leads) {
                    return Optional.of(new Leadership(session, lease, asked));
                }
            } while (!stopping.await(lease.dividedBy(TRIES_A_LEASE).toMillis(), TimeUnit.MILLISECONDS));
            return Optional.empty();
        } finally {
            if (!leads) {
                session.close();
            }
        }
    }

    private static boolean locked(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(%d)".formatted(LOCK))) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void ping(Duration every) {
        try (Statement statement = session.createStatement()) {
            while (held()) {
                long asked = System.nanoTime();
                statement.execute("SELECT 1");
                heardNanos = asked;
                TimeUnit.NANOSECONDS.sleep(every.toNanos());
            }
            if (!lost.isDone()) {
                log.warn("the lead is lost: nothing was heard from the database in time");
            }
        } catch (SQLException broken) {
            if (!lost.isDone()) {
                log.warn("the lead is lost: {}", broken.toString());
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            lost.complete(null);
        }
    }

    /** False from the moment on from which another may lead. */
    boolean held() {
        return !lost.isDone() && System.nanoTime() - heardNanos < trustedNanos;
    }

    /** Done when the lead has been lost or given up. */
    CompletableFuture<Void> lost() {
        return lost;
    }

    void demandHeld() {
        if (!held()) {
            throw new IllegalStateException("this relay does not lead any more");
        }
    }

    /** The session that the lead hangs on: what is written by it was written by the leader. */
    Connection session() {
        return session;
    }

    @Override
    public void close() throws SQLException {
        lost.complete(null);
        // Does not wait for an answer: the server gives the lock back when the connection goes.
        session.abort(Runnable::run);
    }
}
