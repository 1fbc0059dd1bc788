package dev.tailback.stage.profile;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the threads again and again. What a look finds counts for the time since the one before, so that a late look
 * tells no less than others; and it comes at random, lest it keep step with what it looks at.
 */
final class Sampling implements Callable<Profile> {
    /** Of the processor: where it is short, a look takes many times as long on the clock, and costs no more. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private static final Duration PERIOD = Duration.ofMillis(20);
    /** A stack takes some 60 µs; with 150 threads at work that would be half of a processor. */
    private static final int REST_FOR_EACH_LOOK = 19;

    private final ThreadsAtWork threads;
    private final Instant until;
    private final Thread asker;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Tally tally = new Tally();
    private long looks;
    private int mostThreads;

    Sampling(ThreadsAtWork threads, Instant until) {
        this.threads = threads;
        this.until = until;
        this.asker = Thread.currentThread();
    }

    Instant until() {
        return until;
    }

    void end() {
        end.countDown();
    }

    @Override
    public Profile call() throws InterruptedException {
        Instant startedAt = Instant.now();
        long began = System.nanoTime();
        long deadline = began + Duration.between(startedAt, until).toNanos();
        long last = began;
        long cost = 0;
        boolean isEnded = false;
        while (!isEnded && last < deadline) {
            isEnded = end.await(Math.min(pauseAfter(cost), deadline - last), TimeUnit.NANOSECONDS);
            long now = System.nanoTime();
            long used = CLOCK.getCurrentThreadCpuTime();
            look(now - last);
            cost = CLOCK.getCurrentThreadCpuTime() - used;
            last = now;
        }
        Duration lasted = Duration.ofNanos(last - began);
        return new Profile(
                startedAt, lasted, looks, Math.max(0, lasted.dividedBy(PERIOD) - looks), mostThreads, tally.stacks());
    }

    private static long pauseAfter(long cost) {
        long period = PERIOD.toNanos();
        return Math.max(ThreadLocalRandom.current().nextLong(period / 2, period * 3 / 2), REST_FOR_EACH_LOOK * cost);
    }

    private void look(long since) {
        int seen = 0;
        for (ThreadsAtWork.Work work : threads.now()) {
            if (work.thread() != asker) {
                look(work, since);
                seen++;
            }
        }
        looks++;
        mostThreads = Math.max(mostThreads, seen);
    }

    private void look(ThreadsAtWork.Work work, long since) {
        Thread.State before = work.thread().getState();
        StackTraceElement[] stack = work.thread().getStackTrace();
        Thread.State after = work.thread().getState();
        // None: it has ended meanwhile.
        if (stack.length > 0) {
            // Whoever is on the way to sleep, or just woken, runs either before or after and was found waiting between.
            Thread.State state = before == Thread.State.RUNNABLE ? after : before;
            Activity activity = Activity.of(state, stack, work.others());
            tally.add(work.name(), Frames.of(stack, work.entrance()), activity, since);
        }
    }
}
