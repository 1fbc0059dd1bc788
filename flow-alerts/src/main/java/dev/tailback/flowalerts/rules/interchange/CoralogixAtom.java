package dev.tailback.flowalerts.rules.interchange;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Value;
import dev.tailback.flowalerts.rules.yaml.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An alert that a flow refers to, as signals that would raise it. Of a tracing alert: spans; of a threshold over a metric
 * that PromQL names plainly: its points. Of all else: {@link Unsayable}.
 */
final class CoralogixAtom {
    private static final Pattern SELECTOR = Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{([^{}]*)})?\\s*");
    private static final Pattern MATCHER =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=|!=)\\s*\"([^\"\\\\]*)\"\\s*");
    private static final double NANOS_PER_MILLI = 1_000_000;

    private CoralogixAtom() {}

    static Condition of(Tree type) {
        String kind = type.keys().stream().findFirst().orElse("nothing");
        return switch (kind) {
            case "tracingImmediate" -> Condition.seen(spans(type.at(kind).orElseThrow()));
            case "tracingThreshold" -> threshold(type.at(kind).orElseThrow());
            case "metricThreshold" -> metric(type.at(kind).orElseThrow());
            default -> throw new Unsayable("alerts of the type %s have no signals that are known here".formatted(kind));
        };
    }

    private static Condition threshold(Tree tracing) {
        List<Tree> rules = tracing.list("rules");
        if (rules.size() != 1) {
            throw new Unsayable("it has %d rules; one can be carried over".formatted(rules.size()));
        }
        // More than so many.
        long amount = rules.getFirst().number("condition", "spanAmount").orElse(0) + 1;
        if (amount > Condition.MOST) {
            throw new Unsayable("it counts %d spans; at most %d can be counted".formatted(amount, Condition.MOST));
        }
        return new Condition.Seen(List.of(spans(tracing)), (int) amount);
    }

    private static Atom spans(Tree tracing) {
        List<Predicate> checks = new ArrayList<>();
        Tree simple = tracing.at("tracingFilter", "simple")
                .orElseThrow(() -> new Unsayable("it has no tracingFilter.simple"));
        simple.number("latencyThresholdMs")
                .ifPresent(millis -> checks.add(
                        new Check.Compare("duration", Operator.AT_LEAST, Value.of(millis * NANOS_PER_MILLI))));
        Optional<Tree> labels = simple.at("tracingLabelFilters");
        labels.ifPresent(filters -> {
            filters.list("applicationName").forEach(filter -> checks.add(filter("service.namespace", filter)));
            filters.list("subsystemName").forEach(filter -> checks.add(filter("service.name", filter)));
            filters.list("serviceName").forEach(filter -> checks.add(filter("service.name", filter)));
            filters.list("operationName").forEach(filter -> checks.add(filter("name", filter)));
            filters.list("spanFields")
                    .forEach(field -> checks.add(filter(
                            field.text("key"),
                            field.at("filterType")
                                    .orElseThrow(() -> new Unsayable("a span field has no filterType")))));
        });
        return new Atom.OfSpan(
                switch (checks.size()) {
                    case 0 -> throw new Unsayable("it filters by nothing");
                    case 1 -> checks.getFirst();
                    default -> new Predicate.And(checks);
                });
    }

    /** Of several values one is enough; of one that must not be, none may. */
    private static Predicate filter(String attribute, Tree filter) {
        List<String> values = filter.texts("values");
        if (values.isEmpty() || attribute.isEmpty()) {
            throw new Unsayable("a filter of '%s' has no values".formatted(attribute));
        }
        return switch (filter.text("operation")) {
            case "is", "or", "" -> any(attribute, Operator.EQUAL, values);
            case "isNot" -> Predicate.not(any(attribute, Operator.EQUAL, values));
            case "includes" -> any(attribute, Operator.CONTAINS, values);
            case "startsWith" -> any(attribute, Operator.STARTS_WITH, values);
            case "endsWith" -> any(attribute, Operator.ENDS_WITH, values);
            case String other -> throw new Unsayable("the operation '%s' is not known".formatted(other));
        };
    }

    private static Predicate any(String attribute, Operator operator, List<String> values) {
        if (values.size() == 1) {
            return new Check.Compare(attribute, operator, Value.of(values.getFirst()));
        }
        return operator == Operator.EQUAL
                ? new Check.In(attribute, values.stream().map(Value::of).toList())
                : new Predicate.Or(values.stream()
                        .<Predicate>map(value -> new Check.Compare(attribute, operator, Value.of(value)))
                        .toList());
    }

    private static Condition metric(Tree metric) {
        String promql = metric.text("metricFilter", "promql");
        Matcher selector = SELECTOR.matcher(promql);
        if (!selector.matches()) {
            throw new Unsayable("its PromQL is more than a metric with labels: " + promql);
        }
        List<Tree> rules = metric.list("rules");
        if (rules.size() != 1) {
            throw new Unsayable("it has %d rules; one can be carried over".formatted(rules.size()));
        }
        Tree condition = rules.getFirst().at("condition").orElse(rules.getFirst());
        String threshold = condition.text("threshold");
        if (!threshold.matches("-?[0-9]+(\\.[0-9]+)?")) {
            throw new Unsayable("its threshold is '%s'".formatted(threshold));
        }
        Check.Compare value = new Check.Compare(
                "value", operator(condition.text("conditionType")), Value.of(Double.parseDouble(threshold)));
        return Condition.seen(new Atom.OfMetric(selector.group(1), where(selector.group(2)), value, time(condition)));
    }

    private static Operator operator(String type) {
        return switch (type) {
            case "moreThan", "" -> Operator.GREATER;
            case "moreThanOrEquals" -> Operator.AT_LEAST;
            case "lessThan" -> Operator.LESS;
            case "lessThanOrEquals" -> Operator.AT_MOST;
            default -> throw new Unsayable("the condition '%s' is not known".formatted(type));
        };
    }

    /** For so long it must hold, of which a share of less than all cannot be said. */
    private static Duration time(Tree condition) {
        long share = condition.number("forOverPct").orElse(100);
        String text = Stream.of("ofTheLast", "timeWindow")
                .map(key -> condition.text(key, "specificValue"))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("0s");
        Duration time = Durations.parse(text).orElseThrow(() -> new Unsayable("its window is '%s'".formatted(text)));
        if (share != 100 && !time.isZero()) {
            throw new Unsayable("it wants %d %% of %s; all or nothing can be carried over".formatted(share, text));
        }
        return time;
    }

    private static Predicate where(@Nullable String matchers) {
        if (matchers == null || matchers.isBlank()) {
            return Predicate.ALWAYS;
        }
        List<Predicate> checks = new ArrayList<>();
        for (String each : matchers.split(",", -1)) {
            Matcher matcher = MATCHER.matcher(each);
            if (!matcher.matches()) {
                throw new Unsayable("its matcher %s is more than = or !=".formatted(each.strip()));
            }
            checks.add(new Check.Compare(
                    matcher.group(1),
                    matcher.group(2).equals("=") ? Operator.EQUAL : Operator.NOT_EQUAL,
                    Value.of(matcher.group(3))));
        }
        return checks.size() == 1 ? checks.getFirst() : new Predicate.And(checks);
    }
}
