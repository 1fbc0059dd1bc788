package dev.tailback.flowalerts.rules.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what an attribute has with what a rule says. */
final class Comparing {
    private Comparing() {}

    static boolean holds(@Nullable Object actual, Operator operator, Value value) {
        return switch (operator) {
            case EQUAL -> equal(actual, value);
            case NOT_EQUAL -> !equal(actual, value);
            case LESS, AT_MOST, GREATER, AT_LEAST ->
                actual instanceof Number number
                        && value instanceof Value.Num wanted
                        && operator.holds(number.doubleValue(), wanted.number());
            case CONTAINS, STARTS_WITH, ENDS_WITH -> value instanceof Value.Text text && reads(actual, operator, text);
        };
    }

    private static boolean equal(@Nullable Object actual, Value value) {
        if (actual == null) {
            return false;
        }
        return switch (value) {
            case Value.Text text -> text.text().equals(actual);
            case Value.Num number -> actual instanceof Number other && other.doubleValue() == number.number();
            case Value.Bool bool ->
                actual instanceof Boolean truth
                        ? truth == bool.truth()
                        : actual instanceof String text && text.equals(bool.toString());
        };
    }

    private static boolean reads(@Nullable Object actual, Operator operator, Value.Text wanted) {
        if (actual instanceof String text) {
            return operator == Operator.CONTAINS
                    ? text.contains(wanted.text())
                    : operator == Operator.STARTS_WITH ? text.startsWith(wanted.text()) : text.endsWith(wanted.text());
        }
        return operator == Operator.CONTAINS && actual instanceof List<?> list && list.contains(wanted.text());
    }
}
