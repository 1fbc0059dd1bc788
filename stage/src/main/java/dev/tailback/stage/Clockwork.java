package dev.tailback.stage;

import dev.tailback.stage.database.BeforeStatement;
import dev.tailback.stage.database.Housekeeping;
import dev.tailback.stage.profile.ThreadsAtWork;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * What a stage does every so often. Slow queries spare it: it asks again as soon as it was answered, so that it would hold
 * a connection nearly all the time, and no shopper waits for it.
 */
final class Clockwork extends SimpleAsyncTaskScheduler {
    private static final Logger log = LoggerFactory.getLogger(Clockwork.class);

    private final transient BeforeStatement before;
    private final transient ThreadsAtWork threads;

    Clockwork(BeforeStatement before, ThreadsAtWork threads) {
        this.before = before;
        this.threads = threads;
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
        Setbacks setbacks = new Setbacks(log);
        return super.scheduleWithFixedDelay(() -> run(task, setbacks), delay);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant first, Duration delay) {
        Setbacks setbacks = new Setbacks(log);
        return super.scheduleWithFixedDelay(() -> run(task, setbacks), first, delay);
    }

    private void run(Runnable task, Setbacks setbacks) {
        try (ThreadsAtWork.Work untilDone = threads.begin("by the clock", Clockwork.class)) {
            Housekeeping.run(() -> before.spare(task));
            setbacks.succeeded();
        } catch (RuntimeException failure) {
            setbacks.failed(failure);
        }
    }
}
