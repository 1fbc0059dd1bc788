package dev.tailback.lab.arrivals;

import java.time.Duration;

/** Whether arrivals came when they should. A generator that is late measures itself. */
public final class Punctuality {
    public static final Duration LATE = Duration.ofMillis(10);

    /** Of all starts, how many were late, and by how much at worst. */
    public record Summary(int starts, int late, Duration worst) {
        public double latePercent() {
            return starts == 0 ? 0 : 100.0 * late / starts;
        }
    }

    private int starts;
    private int late;
    private Duration worst = Duration.ZERO;

    synchronized void started(Duration behind) {
        starts++;
        if (behind.compareTo(LATE) > 0) {
            late++;
        }
        if (behind.compareTo(worst) > 0) {
            worst = behind;
        }
    }

    public synchronized Summary summary() {
        return new Summary(starts, late, worst);
    }
}
