package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.rules.core.engine.Counts;
import java.util.OptionalLong;

/**
 * @param ahead signals that are dated so far ahead of the clock that they would have made all others late; not taken
 * @param untold verdicts that nobody could be told, since too many waited
 * @param checkpointBytes of the last one
 * @param reason why it does not evaluate now; empty when it does
 */
record EvaluationState(
        Counts counts, OptionalLong watermarkNanos, long ahead, long untold, long checkpointBytes, String reason) {}
