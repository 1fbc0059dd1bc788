package dev.tailback.stage.replica;

import dev.tailback.stage.database.Database;
import dev.tailback.stage.failure.Failures;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Reads that need not be of this very moment, from a replica if there is one and reading from it is on. While it is
 * away they fall back to the primary, and are counted. A replica that is merely busy is not away: whoever gets no
 * connection to it in time fails, as at the primary; to fall back then would overload the primary as well.
 */
public final class ReplicaReads implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReplicaReads.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Database primary;
    private final @Nullable Replica replica;
    private final @Nullable Database copy;
    private final AtomicLong fallbacks = new AtomicLong();
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());
    private volatile boolean isOn;
    private volatile boolean isAway;

    private ReplicaReads(Database primary, @Nullable Replica replica, @Nullable Database copy, boolean isOn) {
        this.primary = primary;
        this.replica = replica;
        this.copy = copy;
        this.isOn = isOn;
    }

    /** For a stage that was told of no replica. */
    public static ReplicaReads none(Database primary) {
        return new ReplicaReads(primary, null, null, false);
    }

    /** For a stage with a replica; the copy is the same database as the replica has it. */
    public static ReplicaReads of(Database primary, Replica replica, Database copy, boolean isOn) {
        return new ReplicaReads(primary, replica, copy, isOn);
    }

    /** The replica's host and port; null if there is none. */
    public @Nullable String server() {
        return replica == null ? null : replica.server();
    }

    public boolean areOn() {
        return isOn;
    }

    public boolean isAway() {
        return isAway;
    }

    public long fallbacks() {
        return fallbacks.get();
    }

    public void switchOff() {
        isOn = false;
    }

    /**
     * Returns why not, if the replica does not answer.
     *
     * @throws IllegalStateException if there is none
     */
    public @Nullable String switchOn() {
        if (replica == null) {
            throw new IllegalStateException("there is no replica to read from");
        }
        String trouble = replica.trouble();
        if (trouble == null) {
            isAway = false;
            isOn = true;
        }
        return trouble;
    }

    public <T> T read(Function<Database, T> query) {
        if (replica == null || copy == null || !isOn) {
            return query.apply(primary);
        }
        if (isAway && !replica.isIdling()) {
            return fallBack(query);
        }
        try {
            T answer = query.apply(copy);
            isAway = false;
            return answer;
        } catch (RuntimeException failed) {
            boolean isWithoutConnection = failed instanceof CannotGetJdbcConnectionException;
            if (!Failures.isTransient(failed) || (isWithoutConnection && replica.isFull())) {
                throw failed;
            }
            if (isWithoutConnection) {
                isAway = true;
            }
            warn(failed);
            return fallBack(query);
        }
    }

    private <T> T fallBack(Function<Database, T> query) {
        fallbacks.incrementAndGet();
        return query.apply(primary);
    }

    private void warn(RuntimeException failed) {
        long now = System.nanoTime();
        long until = quietUntil.get();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + BETWEEN_WARNINGS.toNanos())) {
            log.warn("the replica at {} failed, its reads fall back to the primary", server(), failed);
        }
    }

    @Override
    public void close() {
        if (replica != null) {
            replica.close();
        }
    }
}
