package dev.tailback.lab.machine;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what nobody notifies us of: another process, a file, a server. */
public final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Patience() {}

    @FunctionalInterface
    public interface Condition {
        boolean isMet() throws IOException, InterruptedException;
    }

    /** Whether it came true in time. */
    public static boolean until(Duration patience, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.isMet()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            pause(PAUSE);
        }
        return true;
    }

    public static void pause(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        do {
            // It may return for no reason, and does for one that was meant for somebody else's wait.
            LockSupport.parkNanos(end - System.nanoTime());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } while (end - System.nanoTime() > 0);
    }
}
