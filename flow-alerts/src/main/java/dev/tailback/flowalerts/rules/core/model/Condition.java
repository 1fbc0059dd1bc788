package dev.tailback.flowalerts.rules.core.model;

import java.util.List;

/** What a stage waits for: signals, all since the stage before was complete. */
public sealed interface Condition {
    /** The most signals that a stage may count. */
    int MOST = 1000;

    static Condition seen(Atom atom) {
        return new Seen(List.of(atom), 1);
    }

    /** So many signals, each of which satisfies one of the atoms. */
    record Seen(List<Atom> anyOf, int atLeast) implements Condition {
        public Seen {
            anyOf = List.copyOf(anyOf);
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException("a stage without a span, metric or log; allowed: at least one");
            }
            if (atLeast < 1 || atLeast > MOST) {
                throw new IllegalArgumentException("at_least: %d; allowed: 1 to %d".formatted(atLeast, MOST));
            }
        }
    }

    /** All of them, in whatever order. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = some(parts);
        }
    }

    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = some(parts);
        }
    }

    private static List<Condition> some(List<Condition> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("all or any of nothing; allowed: at least one");
        }
        return List.copyOf(parts);
    }
}
