package dev.tailback.flowalerts.rules.core.model;

import dev.tailback.flowalerts.rules.core.signal.Fields;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What must be true of one signal.
 *
 * <p>Of an attribute that is missing or of another type every comparison is false, and its negation true: {@code a != 1} is
 * {@code not a == 1}, and holds where there is no {@code a}.
 */
public sealed interface Predicate permits Predicate.Always, Predicate.And, Predicate.Or, Predicate.Not, Check {
    Predicate ALWAYS = new Always();

    boolean holds(Fields fields);

    static Predicate and(Predicate... parts) {
        return new And(List.of(parts));
    }

    static Predicate or(Predicate... parts) {
        return new Or(List.of(parts));
    }

    static Predicate not(Predicate part) {
        return new Not(part);
    }

    record Always() implements Predicate {
        @Override
        public boolean holds(Fields fields) {
            return true;
        }

        @Override
        public String toString() {
            return "true";
        }
    }

    record And(List<Predicate> parts) implements Predicate {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Fields fields) {
            for (Predicate part : parts) {
                if (!part.holds(fields)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return joined(parts, " and ");
        }
    }

    record Or(List<Predicate> parts) implements Predicate {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Fields fields) {
            for (Predicate part : parts) {
                if (part.holds(fields)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return joined(parts, " or ");
        }
    }

    record Not(Predicate part) implements Predicate {
        @Override
        public boolean holds(Fields fields) {
            return !part.holds(fields);
        }

        @Override
        public String toString() {
            return "not (" + part + ")";
        }
    }

    private static String joined(List<Predicate> parts, String word) {
        return parts.stream()
                .map(part -> part instanceof And || part instanceof Or ? "(" + part + ")" : part.toString())
                .collect(Collectors.joining(word));
    }
}
