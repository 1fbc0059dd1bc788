package dev.tailback.flowalerts.rules.core.verdict;

import dev.tailback.flowalerts.rules.core.model.Threshold;

/**
 * What a threshold showed.
 *
 * @param signals how many its window had
 * @param figure its value; of a percentile an estimate, within 5 % of it (whether it is beyond the bound is decided
 *     exactly); NaN of no signal
 * @param breached whether it held as breached, which lasts until it clears
 */
public record Reading(Threshold.Limit limit, State state, long signals, double figure, boolean breached) {
    public enum State {
        /** Too few signals to know; not the same as all being well. */
        INSUFFICIENT,
        BEYOND,
        WITHIN,
        /** Neither beyond the bound nor cleared. */
        BETWEEN
    }
}
