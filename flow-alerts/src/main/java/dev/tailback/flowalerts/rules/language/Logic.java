package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What follows of conditions without any signal. It errs to one side: what it says is so, and what it cannot tell it does not
 * say.
 */
final class Logic {
    private Logic() {}

    static List<Check> tests(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Always always -> List.of();
            case Predicate.And and ->
                and.parts().stream().flatMap(part -> tests(part).stream()).toList();
            case Predicate.Or or ->
                or.parts().stream().flatMap(part -> tests(part).stream()).toList();
            case Predicate.Not not -> tests(not.part());
            case Check test -> List.of(test);
        };
    }

    static boolean isNever(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Always always -> false;
            case Predicate.Or or -> or.parts().stream().allMatch(Logic::isNever);
            case Predicate.Not not -> isAlways(not.part());
            case Predicate.And and -> {
                List<Predicate> parts = parts(and).toList();
                yield parts.stream().anyMatch(Logic::isNever) || anyTwo(parts, Logic::exclude);
            }
            case Check test -> false;
        };
    }

    static boolean isAlways(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Always always -> true;
            case Predicate.And and -> and.parts().stream().allMatch(Logic::isAlways);
            case Predicate.Not not -> isNever(not.part());
            case Predicate.Or or ->
                or.parts().stream().anyMatch(Logic::isAlways) || anyTwo(or.parts(), Logic::areOpposites);
            case Check test -> false;
        };
    }

    /** Whether whatever satisfies the first satisfies the second: when all that the second asks for, the first asks for, too. */
    static boolean implies(Predicate first, Predicate second) {
        List<Predicate> asked = parts(first).toList();
        return parts(second).allMatch(part -> asked.contains(part) || part instanceof Predicate.Always);
    }

    private static Stream<Predicate> parts(Predicate predicate) {
        return predicate instanceof Predicate.And and
                ? and.parts().stream().flatMap(Logic::parts)
                : Stream.of(predicate);
    }

    private interface Pair {
        boolean holds(Predicate one, Predicate other);
    }

    private static boolean anyTwo(List<Predicate> parts, Pair pair) {
        ArrayList<Predicate> list = new ArrayList<>(parts);
        for (int i = 0; i < list.size(); i++) {
            for (int j = i + 1; j < list.size(); j++) {
                if (pair.holds(list.get(i), list.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean areOpposites(Predicate one, Predicate other) {
        return other instanceof Predicate.Not not && not.part().equals(one)
                || one instanceof Predicate.Not no && no.part().equals(other)
                || one instanceof Check.Compare a
                        && other instanceof Check.Compare b
                        && a.attribute().equals(b.attribute())
                        && a.value().equals(b.value())
                        && (a.operator() == Operator.EQUAL && b.operator() == Operator.NOT_EQUAL
                                || a.operator() == Operator.NOT_EQUAL && b.operator() == Operator.EQUAL);
    }

    private static boolean exclude(Predicate one, Predicate other) {
        if (areOpposites(one, other)) {
            return true;
        }
        return one instanceof Check.Compare a
                && other instanceof Check.Compare b
                && a.attribute().equals(b.attribute())
                && exclude(a, b);
    }

    private static boolean exclude(Check.Compare a, Check.Compare b) {
        if (a.operator() == Operator.EQUAL && b.operator() == Operator.EQUAL) {
            return !a.value().equals(b.value())
                    && a.value().getClass() == b.value().getClass();
        }
        if (!(a.value() instanceof Value.Num first) || !(b.value() instanceof Value.Num second)) {
            return false;
        }
        return isBelow(a, first, b, second) || isBelow(b, second, a, first);
    }

    /** Whether the one asks for numbers below all that the other asks for. */
    private static boolean isBelow(Check.Compare low, Value.Num least, Check.Compare high, Value.Num most) {
        boolean endsBelow = switch (low.operator()) {
            case LESS, AT_MOST, EQUAL -> true;
            case NOT_EQUAL, GREATER, AT_LEAST, CONTAINS, STARTS_WITH, ENDS_WITH -> false;
        };
        boolean beginsAbove = switch (high.operator()) {
            case GREATER, AT_LEAST, EQUAL -> true;
            case NOT_EQUAL, LESS, AT_MOST, CONTAINS, STARTS_WITH, ENDS_WITH -> false;
        };
        boolean oneIsOpen = low.operator() == Operator.LESS || high.operator() == Operator.GREATER;
        return endsBelow
                && beginsAbove
                && (least.number() < most.number() || least.number() == most.number() && oneIsOpen);
    }
}
