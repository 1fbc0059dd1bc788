package dev.tailback.lab.calibration;

import java.util.Locale;

/**
 * Whether the machine was as fast in a run as was assumed before it, by its {@link Pulse}: millions of rows in a second of the
 * processor. Public JSON, so fields are only ever added.
 */
public record Pace(double assumed, double seen) {
    /** What a calibrated scenario expects holds for a processor so much faster or slower. */
    public static final double MOST = 0.15;

    public double share() {
        return seen / assumed - 1;
    }

    public boolean isAnother() {
        return Math.abs(share()) > MOST;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "While most was broken, PostgreSQL scanned %.1f million rows in a second of processor time; %.1f were"
                        + " assumed: %+.0f %%",
                seen,
                assumed,
                100 * share());
    }
}
