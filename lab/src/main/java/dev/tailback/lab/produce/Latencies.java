package dev.tailback.lab.produce;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** How long things of one kind took, in buckets that keep three figures: as large with ten as with ten million of them. */
public final class Latencies {
    private static final int FIGURES = 3;
    /** Nobody is waited for as long; what takes longer counts as this. */
    private static final long LONGEST_MICROS = Duration.ofMinutes(20).toNanos() / 1_000;

    private final Histogram all = new Histogram(LONGEST_MICROS, FIGURES);
    private final Histogram recent = new Histogram(LONGEST_MICROS, FIGURES);

    public synchronized void add(Duration took) {
        recent.recordValue(Math.clamp(took.toNanos() / 1_000, 0, LONGEST_MICROS));
    }

    /** Since this was asked for last. */
    public synchronized Spread recent() {
        Spread spread = spread(recent);
        all.add(recent);
        recent.reset();
        return spread;
    }

    public synchronized Spread all() {
        Histogram both = all.copy();
        both.add(recent);
        return spread(both);
    }

    private static Spread spread(Histogram histogram) {
        return histogram.getTotalCount() == 0
                ? Spread.NONE
                : new Spread(
                        histogram.getTotalCount(),
                        histogram.getValueAtPercentile(50) / 1e3,
                        histogram.getValueAtPercentile(95) / 1e3,
                        histogram.getValueAtPercentile(99) / 1e3,
                        histogram.getMaxValue() / 1e3);
    }
}
