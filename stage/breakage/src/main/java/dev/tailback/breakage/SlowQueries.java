package dev.tailback.breakage;

import dev.tailback.stage.database.BeforeStatement;
import dev.tailback.telemetry.Discretion;
import dev.tailback.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A delay that PostgreSQL itself takes, on the very connection of the work: once for each time that one is borrowed. A
 * statement outside of any transaction sleeps before itself, a transaction before its first statement, when it has
 * locked nothing yet.
 */
public final class SlowQueries implements BeforeStatement {
    private static final String SLEEP = "SELECT pg_sleep(:seconds)";
    private static final ScopedValue<Boolean> IS_SPARED = ScopedValue.newInstance();

    private final Duration longest;
    private final Discretion discretion;
    private volatile Duration delay = Duration.ZERO;

    /** @param longest shorter than what ends a connection on which nothing is heard */
    public SlowQueries(Duration longest, Discretion discretion) {
        this.longest = longest;
        this.discretion = discretion;
    }

    public Duration longest() {
        return longest;
    }

    public Duration delay() {
        return delay;
    }

    /** From the next statement on; zero ends it. Those that sleep already sleep on. */
    public void delayBy(Duration wanted) {
        if (wanted.isNegative() || wanted.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    "delay_ms must be 0 to %d, but was %d".formatted(longest.toMillis(), wanted.toMillis()));
        }
        delay = wanted;
    }

    @Override
    public void happen(Span statement, JdbcClient connection) {
        Duration asleep = take();
        if (!asleep.isZero()) {
            if (!discretion.isOn()) {
                statement
                        .setAttribute(Names.SLOW_QUERY_ENABLED, true)
                        .setAttribute(Names.SLOW_QUERY_DELAY, asleep.toMillis());
            }
            connection.sql(SLEEP).param("seconds", asleep.toMillis() / 1000.0).query(row -> {});
        }
    }

    @Override
    public void spare(Runnable task) {
        ScopedValue.where(IS_SPARED, true).run(task);
    }

    /** How long the statement sleeps that comes now. */
    private Duration take() {
        Duration now = IS_SPARED.isBound() ? Duration.ZERO : delay;
        if (now.isZero() || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return now;
        }
        if (TransactionSynchronizationManager.hasResource(this)) {
            return Duration.ZERO;
        }
        TransactionSynchronizationManager.bindResource(this, now);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(SlowQueries.this);
            }
        });
        return now;
    }
}
