package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.rules.core.signal.Signal;
import java.util.List;

/**
 * Signals that come together, and how far time has passed where they come from; of none, that alone.
 *
 * @param source the partition of the signals' topic that they came by
 * @param latestNanos of all that came by it, asked for or not; {@link #UNKNOWN} before the first
 * @param seenNanos when something came by it last, by the clock
 * @param nowNanos by the clock
 */
record Batch(int source, long latestNanos, long seenNanos, long nowNanos, List<Signal> signals) {
    static final long UNKNOWN = Long.MIN_VALUE;

    Batch {
        signals = List.copyOf(signals);
    }
}
