package dev.tailback.flowalerts.rules.core.model;

import dev.tailback.flowalerts.rules.core.signal.Fields;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A predicate of one attribute: what an explanation shows beside the attribute's real value. */
public sealed interface Check extends Predicate {
    String attribute();

    /** Whether it holds of the attribute's value, null for none. */
    boolean holdsOf(@Nullable Object actual);

    @Override
    default boolean holds(Fields fields) {
        return holdsOf(fields.get(attribute()));
    }

    record Compare(String attribute, Operator operator, Value value) implements Check {
        public Compare {
            if (operator.orders() && !(value instanceof Value.Num)
                    || operator.reads() && !(value instanceof Value.Text)) {
                throw new IllegalArgumentException("%s %s %s; allowed: %s"
                        .formatted(
                                attribute,
                                operator.sign(),
                                value,
                                operator.orders() ? "a number after an order" : "a text after " + operator.sign()));
            }
        }

        @Override
        public boolean holdsOf(@Nullable Object actual) {
            return Comparing.holds(actual, operator, value);
        }

        @Override
        public String toString() {
            return attribute + " " + operator.sign() + " " + value;
        }
    }

    /** Equal to one of some values. */
    record In(String attribute, List<Value> values) implements Check {
        public In {
            values = List.copyOf(values);
        }

        @Override
        public boolean holdsOf(@Nullable Object actual) {
            for (Value value : values) {
                if (Comparing.holds(actual, Operator.EQUAL, value)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return values.stream().map(Value::toString).collect(Collectors.joining(", ", attribute + " in [", "]"));
        }
    }

    /** A string in which the expression is found somewhere; {@code ^} and {@code $} tie it to the ends. */
    record Matches(String attribute, Expression expression) implements Check {
        @Override
        public boolean holdsOf(@Nullable Object actual) {
            return actual instanceof String text && expression.isFoundIn(text);
        }

        @Override
        public String toString() {
            return attribute + " matches " + Value.of(expression.pattern());
        }
    }

    record Exists(String attribute) implements Check {
        @Override
        public boolean holdsOf(@Nullable Object actual) {
            return actual != null;
        }

        @Override
        public String toString() {
            return attribute + " exists";
        }
    }
}
