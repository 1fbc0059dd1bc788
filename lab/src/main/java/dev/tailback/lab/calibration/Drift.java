package dev.tailback.lab.calibration;

import java.util.Locale;

/** Whether the machine was the same before and after, by what {@link Yardstick} said. */
public record Drift(double before, double after) {
    /** More than this and what was measured in between says little. */
    public static final double MOST = 0.10;

    public double share() {
        return after / before - 1;
    }

    public boolean isTooMuch() {
        return Math.abs(share()) > MOST;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "PostgreSQL counted %.1f million numbers a second before and %.1f after: %+.0f %%",
                before,
                after,
                100 * share());
    }
}
