package dev.tailback.flowalerts.rules.interchange;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Figure;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.model.Value;
import dev.tailback.flowalerts.rules.yaml.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Metric conditions and figures in PromQL; {@link Unsayable} where it has no words for one. */
final class PromQl {
    private static final String VALUE = "value";

    private PromQl() {}

    /** A metric's name: dots and the like become underscores; units are not added. */
    static String name(String name) {
        String allowed = name.replaceAll("[^a-zA-Z0-9_:]", "_");
        return Character.isDigit(allowed.charAt(0)) ? "_" + allowed : allowed;
    }

    static String condition(Atom.OfMetric atom) {
        return selector(atom) + " " + comparison(atom.value());
    }

    static String selector(Atom.OfMetric atom) {
        List<String> matchers = new ArrayList<>();
        matchers(atom.where(), matchers);
        return name(atom.metric()) + (matchers.isEmpty() ? "" : "{" + String.join(",", matchers) + "}");
    }

    private static String comparison(Predicate value) {
        if (value instanceof Check.Compare compare
                && compare.attribute().equals(VALUE)
                && compare.value() instanceof Value.Num number) {
            return compare.operator().sign() + " " + number;
        }
        throw new Unsayable("'%s' is more than one comparison of a value".formatted(value));
    }

    private static void matchers(Predicate where, List<String> matchers) {
        switch (where) {
            case Predicate.Always always -> {}
            case Predicate.And and -> and.parts().forEach(part -> matchers(part, matchers));
            case Check check -> matchers.add(matcher(check));
            case Predicate.Or or -> throw noMatcher(or);
            case Predicate.Not not -> throw noMatcher(not);
        }
    }

    private static Unsayable noMatcher(Predicate predicate) {
        return new Unsayable("'%s' is no matcher of labels".formatted(predicate));
    }

    private static String matcher(Check check) {
        String label = name(check.attribute()).replace(':', '_');
        if (check instanceof Check.Exists) {
            return label + "!=\"\"";
        }
        if (check instanceof Check.In in) {
            return label + "=~"
                    + quoted(in.values().stream()
                            .map(value -> literal(plain(value)))
                            .collect(Collectors.joining("|")));
        }
        if (check instanceof Check.Compare compare) {
            return label + matching(compare);
        }
        throw noMatcher(check);
    }

    private static String matching(Check.Compare compare) {
        String text = plain(compare.value());
        return switch (compare.operator()) {
            case EQUAL -> "=" + quoted(text);
            case NOT_EQUAL -> "!=" + quoted(text);
            case CONTAINS -> "=~" + quoted(".*" + literal(text) + ".*");
            case STARTS_WITH -> "=~" + quoted(literal(text) + ".*");
            case ENDS_WITH -> "=~" + quoted(".*" + literal(text));
            case LESS, AT_MOST, GREATER, AT_LEAST -> throw noMatcher(compare);
        };
    }

    private static String plain(Value value) {
        return value instanceof Value.Text text ? text.text() : value.toString();
    }

    /** For RE2, whose metacharacters a backslash makes plain. */
    private static String literal(String text) {
        return text.replaceAll("([\\\\.+*?()|\\[\\]{}^$])", "\\\\$1");
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    static String threshold(Threshold threshold, String by) {
        return switch (threshold) {
            case Threshold.All all -> joined(all.parts(), " and on(" + by + ") ", by);
            case Threshold.Any any -> joined(any.parts(), " or ", by);
            case Threshold.Limit limit -> limit(limit, by);
        };
    }

    private static String joined(List<Threshold> parts, String word, String by) {
        return parts.stream().map(part -> "(" + threshold(part, by) + ")").collect(Collectors.joining(word));
    }

    private static String limit(Threshold.Limit limit, String by) {
        if (!(limit.figure().of() instanceof Atom.OfMetric metric)) {
            throw new Unsayable("%s is a figure of spans or log lines".formatted(limit.id()));
        }
        if (!metric.value().equals(Predicate.ALWAYS)) {
            throw new Unsayable("%s counts only some points".formatted(limit.id()));
        }
        String range = selector(metric) + "[" + Durations.text(limit.window()) + "]";
        String figure = figure(limit, range, by) + " " + limit.breach();
        return limit.minCount() == 1
                ? figure
                : "%s and on(%s) sum by (%s) (count_over_time(%s)) >= %d"
                        .formatted(figure, by, by, range, limit.minCount());
    }

    private static String figure(Threshold.Limit limit, String range, String by) {
        return switch (limit.figure()) {
            case Figure.Count count -> "sum by (%s) (count_over_time(%s))".formatted(by, range);
            case Figure.Gauge gauge -> {
                if (!gauge.field().equals(VALUE)) {
                    throw new Unsayable("%s is of the field %s".formatted(limit.id(), gauge.field()));
                }
                yield switch (gauge.aggregate()) {
                    case LEAST -> "min by (%s) (min_over_time(%s))".formatted(by, range);
                    case MOST -> "max by (%s) (max_over_time(%s))".formatted(by, range);
                    case SUM -> "sum by (%s) (sum_over_time(%s))".formatted(by, range);
                    case MEAN ->
                        "sum by (%1$s) (sum_over_time(%2$s)) / sum by (%1$s) (count_over_time(%2$s))"
                                .formatted(by, range);
                    case LAST -> throw new Unsayable("%s is the latest of several series".formatted(limit.id()));
                };
            }
            case Figure.ErrorRate rate -> throw new Unsayable("%s is a share of signals".formatted(limit.id()));
            case Figure.Percentile percentile ->
                throw new Unsayable("%s is a percentile of signals".formatted(limit.id()));
        };
    }
}
