package dev.tailback.lab.faults.records;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Work in a thread of its own that goes on until it is told not to, or fails. */
final class Background {
    @FunctionalInterface
    interface Work {
        void run(BooleanSupplier goesOn) throws InterruptedException;
    }

    private final Thread thread;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean goesOn = true;

    Background(String name, Work work) {
        thread = Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                work.run(() -> goesOn);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error failed) {
                failure.set(failed);
            }
        });
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Of what it ended, if it was not told to. */
    String failure() {
        Throwable failed = failure.get();
        return failed == null ? "" : ": " + failed;
    }

    /** Whether it has ended by then; after half the patience it is interrupted. */
    boolean end(Duration patience) throws InterruptedException {
        goesOn = false;
        if (!thread.join(patience.dividedBy(2))) {
            thread.interrupt();
            return thread.join(patience.dividedBy(2));
        }
        return true;
    }
}
