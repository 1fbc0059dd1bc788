package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.rules.core.engine.Counts;
import java.util.OptionalLong;

/**
 * @param ahead signals that are dated so far ahead of the clock that they would have made all others late; not taken
 * @param missed signals that could not be brought to where rules are evaluated
 * @param unreadable records on their way there that are of another version, or broken
 * @param waiting records on their way there that were not evaluated yet
 * @param rebuilt how often state could not be used, and began anew
 * @param checkpointBytes of the last one
 * @param reason why it does not evaluate now; empty when it does
 */
public record EvaluationState(
        Counts counts,
        OptionalLong watermarkNanos,
        long ahead,
        long missed,
        long unreadable,
        long waiting,
        long rebuilt,
        long checkpointBytes,
        String reason) {}
