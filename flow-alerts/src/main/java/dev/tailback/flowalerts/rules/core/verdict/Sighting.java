package dev.tailback.flowalerts.rules.core.verdict;

import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import java.util.Map;

/**
 * A signal that a rule has looked at.
 *
 * @param attributes those that the rule names, in its predicates and annotations, and {@code service.name}
 */
public record Sighting(
        SignalKind kind,
        long timeNanos,
        long idHigh,
        long idLow,
        long spanId,
        String name,
        Map<String, Object> attributes) {}
