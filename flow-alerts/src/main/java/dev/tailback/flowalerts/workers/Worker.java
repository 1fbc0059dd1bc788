package dev.tailback.flowalerts.workers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for the whole life of flow-alerts. What its work throws, whatever it is, is told and counted, and after a pause
 * the work begins again: a thread that ended in silence would look like one that has nothing to do.
 */
public final class Worker {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration COUNTS_AS_FAILING = Duration.ofMinutes(1);

    /** What is done until the thread is interrupted, or until it returns because it was told to. */
    public interface Work {
        void run() throws InterruptedException;
    }

    private record Failure(long count, String what, long atNanos) {}

    private final String name;
    private final Work work;
    private final Thread thread;
    private volatile @Nullable Failure last;

    private Worker(String name, Work work) {
        this.name = name;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public static Worker start(String name, Work work) {
        Worker worker = new Worker(name, work);
        worker.thread.start();
        return worker;
    }

    /** For what is done at intervals, the first time after one. */
    public static Worker every(Duration interval, String name, Runnable step) {
        return start(name, () -> {
            while (true) {
                Thread.sleep(interval);
                step.run();
            }
        });
    }

    private void run() {
        try {
            while (!isDone()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    // Errors, too: one of a single span or record is no reason to work no more, and one of the JVM ends the process.
    @SuppressWarnings("CatchingUnchecked")
    private boolean isDone() throws InterruptedException {
        try {
            work.run();
            return true;
        } catch (InterruptedException closing) {
            throw closing;
        } catch (Throwable unforeseen) {
            Failure before = last;
            last = new Failure(before == null ? 1 : before.count() + 1, unforeseen.toString(), System.nanoTime());
            // One that fails again and again for the same reason is told of once; its state and a metric count the
            // rest.
            if (before == null || !before.what().equals(unforeseen.toString())) {
                log.error("{} failed and begins again", name, unforeseen);
            }
            return false;
        }
    }

    public WorkerState state() {
        Failure failure = last;
        String state = thread.isAlive() ? stateAfter(failure) : WorkerState.ENDED;
        return new WorkerState(
                name, state, failure == null ? 0 : failure.count(), failure == null ? null : failure.what());
    }

    private static String stateAfter(@Nullable Failure failure) {
        return failure != null && System.nanoTime() - failure.atNanos() < COUNTS_AS_FAILING.toNanos()
                ? WorkerState.FAILING
                : WorkerState.WORKS;
    }

    public void interrupt() {
        thread.interrupt();
    }

    /** False when it is still there after that time. */
    public boolean join(Duration patience) throws InterruptedException {
        return thread.join(patience);
    }
}
