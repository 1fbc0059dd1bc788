package dev.tailback.flowalerts.rules.core.model;

import java.time.Duration;
import java.util.List;

/** Figures that must be beyond their bounds. */
public sealed interface Threshold {
    /**
     * Breached from when the figure satisfies {@code breach} until it satisfies {@code clear}. Of fewer than
     * {@code minCount} signals in the window it is not known: no breach begins and none ends, unless there are none at all,
     * which ends it.
     *
     * @param id as written, such as {@code error_rate}; by it annotations and explanations call it
     */
    record Limit(String id, Figure figure, Duration window, Bound breach, Bound clear, int minCount)
            implements Threshold {
        public Limit {
            Durations.positive("window", window);
            if (minCount < 1) {
                throw new IllegalArgumentException("min_count: %d; allowed: 1 or more".formatted(minCount));
            }
        }
    }

    record All(List<Threshold> parts) implements Threshold {
        public All {
            parts = some(parts);
        }
    }

    record Any(List<Threshold> parts) implements Threshold {
        public Any {
            parts = some(parts);
        }
    }

    private static List<Threshold> some(List<Threshold> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a threshold of nothing; allowed: at least one");
        }
        return List.copyOf(parts);
    }
}
