package dev.tailback.telemetry.logs;

import java.time.Duration;
import java.util.OptionalLong;

/** So many lines at once, and so many a second on average. */
final class LineBudget {
    private final long nanosPerLine;
    private final long mostSavedNanos;
    /** From when on the next line is due if they came evenly; as far in the past as lines are saved up. */
    private long dueNanos;

    private long leftOut;

    LineBudget(int atOnce, int perSecond, long nowNanos) {
        this.nanosPerLine = Duration.ofSeconds(1).toNanos() / perSecond;
        this.mostSavedNanos = nanosPerLine * atOnce;
        this.dueNanos = nowNanos - mostSavedNanos;
    }

    /** How many were left out since the last line; nothing if this one is left out, too. */
    synchronized OptionalLong take(long nowNanos) {
        dueNanos = nowNanos - Math.min(nowNanos - dueNanos, mostSavedNanos);
        if (nowNanos - dueNanos < nanosPerLine) {
            leftOut++;
            return OptionalLong.empty();
        }
        dueNanos += nanosPerLine;
        long since = leftOut;
        leftOut = 0;
        return OptionalLong.of(since);
    }
}
