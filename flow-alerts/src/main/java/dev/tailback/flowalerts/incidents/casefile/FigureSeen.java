package dev.tailback.flowalerts.incidents.casefile;

import org.jspecify.annotations.Nullable;

/**
 * How a threshold stood.
 *
 * @param bound as the rule has it, such as {@code > 0.2}
 * @param figure absent of no signal; of a duration in seconds
 * @param state insufficient, beyond, within or between
 */
public record FigureSeen(String id, String bound, @Nullable Double figure, String state, long signals) {}
