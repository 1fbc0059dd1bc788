package dev.tailback.lab.scenario.prediction;

import org.jspecify.annotations.Nullable;

/**
 * A predicted value and the measured one. Public JSON, so fields are only ever added.
 *
 * @param said a minute of the demo, or a number of records, at least; null for never
 * @param saidAtMost the same, at most
 * @param came the same
 * @param isWithin whether it came within a quarter of what was said
 */
public record Compared(
        String what,
        @Nullable Double said,
        @Nullable Double saidAtMost,
        @Nullable Double came,
        String predicted,
        String measured,
        boolean isWithin) {
    Compared ifSeen(boolean isSeen) {
        return isSeen ? this : new Compared(what, said, saidAtMost, null, predicted, "not measured", false);
    }
}
