package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Expression;
import dev.tailback.flowalerts.rules.core.model.Figure;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Order;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.model.Value;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Reading;
import dev.tailback.flowalerts.rules.yaml.Value.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the original format: {@code conditions} of attribute, operator and value, and {@code threshold} as a list of lines
 * such as {@code error_rate > 0.20}. Conditions are stages in order, of spans, and a span may satisfy several neighbours;
 * thresholds must hold together.
 */
final class OriginalReader {
    static final String CONDITIONS = "conditions";
    static final String ATTRIBUTE = "attribute";
    static final String OPERATOR = "operator";
    static final String VALUE = "value";

    static final List<String> FIELDS = List.of(
            CONDITIONS, ThresholdReader.THRESHOLD, RuleReader.RULE, ByReader.BY, RuleReader.WITHIN, LimitReader.WINDOW);

    static final Map<String, Operator> OPERATORS = Map.of(
            "equals", Operator.EQUAL,
            "not_equals", Operator.NOT_EQUAL,
            "greater_than", Operator.GREATER,
            "greater_than_or_equals", Operator.AT_LEAST,
            "less_than", Operator.LESS,
            "less_than_or_equals", Operator.AT_MOST,
            "contains", Operator.CONTAINS,
            "starts_with", Operator.STARTS_WITH,
            "ends_with", Operator.ENDS_WITH);

    /** Those that have no operator of the core. */
    private static final String EXISTS = "exists";

    private static final String MATCHES = "matches";

    private static final Pattern THRESHOLD = Pattern.compile("\\s*([a-z_0-9.]+)\\s*([<>].*)");

    private final Issues issues;

    OriginalReader(Issues issues) {
        this.issues = issues;
    }

    /** @param usualName that of the file */
    Optional<Rule> read(Fields fields, String usualName) {
        int before = issues.errors();
        Optional<String> name = fields.has(RuleReader.RULE) ? RuleReader.name(fields) : Optional.of(usualName);
        List<Step> steps = steps(fields);
        Optional<Threshold> threshold = threshold(fields, Times.positive(fields, LimitReader.WINDOW, Usual.WINDOW));
        Duration bucket = Buckets.read(fields, threshold.orElse(null));
        By by = ByReader.read(fields).orElse(Usual.BY);
        Duration within = Times.positive(fields, RuleReader.WITHIN, Usual.WITHIN);
        if (issues.errors() > before || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Rule(
                name.get(),
                by,
                within,
                Order.SHARED,
                steps,
                List.of(),
                threshold.orElse(null),
                bucket,
                Duration.ZERO,
                Duration.ZERO,
                Usual.LATENESS,
                Map.of(),
                Map.of()));
    }

    private List<Step> steps(Fields rule) {
        Set<String> ids = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        for (dev.tailback.flowalerts.rules.yaml.Value value : rule.list(CONDITIONS, StagesReader.MOST_STAGES)) {
            Fields.of("a condition", value, List.of(ATTRIBUTE, OPERATOR, VALUE), issues)
                    .flatMap(this::test)
                    .ifPresent(test -> steps.add(new Step.Stage(
                            id(test.attribute(), ids), Condition.seen(new Atom.OfSpan(test)), null, null)));
        }
        return steps;
    }

    /** The attribute's name, as an id may be. */
    private static String id(String attribute, Set<String> taken) {
        String name = attribute.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^[^A-Za-z]+", "");
        String id = name.isEmpty() ? "condition" : name.substring(0, Math.min(name.length(), 50));
        String distinct = id;
        for (int number = 2; !taken.add(distinct); number++) {
            distinct = id + "_" + number;
        }
        return distinct;
    }

    private Optional<Check> test(Fields condition) {
        Optional<String> attribute = condition
                .demand(ATTRIBUTE, "db.slow_query")
                .flatMap(value -> new Reading(ATTRIBUTE, value, issues)
                        .name(ByReader.ATTRIBUTE, "the name of an attribute", "write it as in db.slow_query"));
        Optional<String> operator = condition
                .demand(OPERATOR, "equals")
                .flatMap(value -> new Reading(OPERATOR, value, issues).word(operators()));
        if (attribute.isEmpty() || operator.isEmpty()) {
            return Optional.empty();
        }
        if (operator.get().equals(EXISTS)) {
            return Optional.of(new Check.Exists(attribute.get()));
        }
        return condition
                .demand(VALUE, "true")
                .flatMap(value -> new Reading(VALUE, value, issues).scalar())
                .flatMap(scalar -> test(attribute.get(), operator.get(), scalar));
    }

    static List<String> operators() {
        ArrayList<String> words = new ArrayList<>(OPERATORS.keySet());
        words.add(EXISTS);
        words.add(MATCHES);
        words.sort(String::compareTo);
        return words;
    }

    private Optional<Check> test(String attribute, String word, Scalar scalar) {
        try {
            if (word.equals(MATCHES)) {
                return Optional.of(new Check.Matches(attribute, new Expression(scalar.text())));
            }
            Operator operator = Objects.requireNonNull(OPERATORS.get(word));
            Value value = operator.reads() ? Value.of(scalar.text()) : value(scalar);
            return Optional.of(new Check.Compare(attribute, operator, value));
        } catch (IllegalArgumentException misfit) {
            issues.add(
                    word.equals(MATCHES) ? Code.WRONG_PATTERN : Code.WRONG_OPERAND,
                    scalar.place(),
                    "value: " + misfit.getMessage(),
                    "write a value that '" + word + "' can compare with");
            return Optional.empty();
        }
    }

    private static Value value(Scalar scalar) {
        if (scalar.isPlain() && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return Value.of(scalar.text().equals("true"));
        }
        return scalar.isPlain() && scalar.text().matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?")
                ? Value.of(Double.parseDouble(scalar.text()))
                : Value.of(scalar.text());
    }

    private Optional<Threshold> threshold(Fields rule, Duration window) {
        List<Threshold> limits = new ArrayList<>();
        for (dev.tailback.flowalerts.rules.yaml.Value value :
                rule.list(ThresholdReader.THRESHOLD, ThresholdReader.MOST_LIMITS)) {
            new Reading("a threshold", value, issues)
                    .scalar()
                    .flatMap(scalar -> limit(scalar, window))
                    .ifPresent(limits::add);
        }
        return limits.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ThresholdIds.distinct(limits.size() == 1 ? limits.getFirst() : new Threshold.All(limits)));
    }

    private Optional<Threshold> limit(Scalar scalar, Duration window) {
        Matcher written = THRESHOLD.matcher(scalar.text());
        Optional<FigureName> name = written.matches() ? FigureName.of(written.group(1)) : Optional.<FigureName>empty();
        Optional<Threshold> limit = name.flatMap(figure -> limit(figure, written.group(1), written.group(2), window));
        if (limit.isEmpty()) {
            issues.add(
                    Code.WRONG_FIGURE,
                    scalar.place(),
                    "a threshold is %s; allowed: error_rate or duration_p95 and the like, then < <= > or >= and a number"
                            .formatted(scalar.kind()),
                    "write error_rate > 0.20 or duration_p95 > 2000 (milliseconds)");
        }
        return limit;
    }

    private static Optional<Threshold> limit(FigureName name, String id, String comparison, Duration window) {
        return switch (name) {
            case FigureName.ErrorRate rate ->
                limit(
                        id,
                        new Figure.ErrorRate(Usual.ENDED_CHECKOUTS, Usual.FAILED),
                        Amounts.SHARE,
                        comparison,
                        window,
                        LimitReader.usualMinCount(name));
            case FigureName.Percentile percentile -> {
                if (!percentile.isOfDuration()) {
                    yield Optional.empty();
                }
                yield limit(
                        id,
                        new Figure.Percentile(Usual.DATABASE_CALLS, Signals.DURATION, percentile.perTenThousand()),
                        Amounts.MILLIS,
                        comparison,
                        window,
                        LimitReader.usualMinCount(name));
            }
            case FigureName.Count count -> Optional.empty();
            case FigureName.Gauge gauge -> Optional.empty();
        };
    }

    private static Optional<Threshold> limit(
            String id, Figure figure, Amounts amounts, String comparison, Duration window, int minCount) {
        return amounts.parse(comparison)
                .map(breach -> new Threshold.Limit(id, figure, window, breach, breach.opposite(), minCount));
    }
}
