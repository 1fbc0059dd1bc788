package dev.tailback.stage.pool;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * The thread in which the pool keeps house. HikariCP takes over a changed connection timeout only then, by default every
 * half minute, and does not tell; here it does so every two seconds, and whoever changed it can wait for that.
 */
public final class PoolHousekeeping implements BeanPostProcessor, AutoCloseable {
    /** HikariCP complains of a round that comes late by half of it: not much shorter on a machine with much to do. */
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private static final String PERIOD_PROPERTY = "com.zaxxer.hikari.housekeeping.periodMs";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final ScheduledExecutorService thread = new CountedRounds();

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            System.setProperty(PERIOD_PROPERTY, Long.toString(PERIOD.toMillis()));
            pool.setScheduledExecutor(thread);
        }
        return bean;
    }

    /** Returns when a round is over that began after the call; false if there was none in that time. */
    boolean awaitRound(Duration atMost) {
        long wanted = begun.get() + 1;
        long deadline = System.nanoTime() + atMost.toNanos();
        while (ended.get() < wanted && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return ended.get() >= wanted;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private final class CountedRounds extends ScheduledThreadPoolExecutor {
        CountedRounds() {
            super(1, Thread.ofPlatform().daemon().name("pool-housekeeping").factory());
            setRemoveOnCancelPolicy(true);
        }

        /** The one task of a pool that repeats. */
        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable round, long initial, long delay, TimeUnit unit) {
            return super.scheduleWithFixedDelay(() -> run(round), initial, delay, unit);
        }

        private void run(Runnable round) {
            begun.incrementAndGet();
            round.run();
            ended.incrementAndGet();
        }
    }
}
