package dev.tailback.lab.servers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what nobody notifies us of: processes that are not our children, a server's first answer. */
final class Waiting {

    private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

    private Waiting() {}

    /** Returns whether it came true; an interrupt ends the patience at once and stays set. */
    static boolean until(Duration patience, BooleanSupplier comesTrue) {
        long end = System.nanoTime() + patience.toNanos();
        while (!comesTrue.getAsBoolean()) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    /** For what must have happened before we go on, and soon will. An interrupt stays set. */
    static boolean untilUninterruptibly(Duration patience, BooleanSupplier comesTrue) {
        boolean interrupted = Thread.interrupted();
        try {
            return until(patience, comesTrue);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
