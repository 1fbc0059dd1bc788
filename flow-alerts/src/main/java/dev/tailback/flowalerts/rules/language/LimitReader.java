package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Bound;
import dev.tailback.flowalerts.rules.core.model.Figure;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.model.Value;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.issues.Place;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one figure with its bounds, such as <code>{error_rate: "> 0.20", clear: "< 0.10", min_count: 20}</code>. */
final class LimitReader {
    static final String CLEAR = "clear";
    static final String MIN_COUNT = "min_count";
    static final String WINDOW = "window";
    static final String OF = "of";
    static final String FAILED = "failed";
    static final String FIELD = "field";
    static final List<String> FIELDS = List.of(StageReader.ID, CLEAR, MIN_COUNT, WINDOW, OF, FAILED, FIELD);

    /** One failure in twenty is 5 %: of fewer, a share says little. */
    static final int USUAL_FEWEST = 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,62}");
    private static final long MOST_COUNTED = 1_000_000_000;

    private final Issues issues;
    private final AtomReader atoms;

    LimitReader(Issues issues) {
        this.issues = issues;
        this.atoms = new AtomReader(issues);
    }

    /** @param window where it has none of its own */
    Optional<Threshold.Limit> read(Fields fields, String key, FigureName name, Duration window) {
        Amounts amounts = Amounts.of(name);
        Optional<Bound> breach = fields.reading(key).flatMap(reading -> bound(reading, amounts));
        Optional<Figure> figure = figure(fields, name);
        if (breach.isEmpty() || figure.isEmpty()) {
            return Optional.empty();
        }
        Optional<Bound> clear = fields.has(CLEAR)
                ? fields.reading(CLEAR).flatMap(reading -> bound(reading, amounts))
                : Optional.of(breach.get().opposite());
        String id = fields.reading(StageReader.ID)
                .flatMap(reading ->
                        reading.name(NAME, "a letter, then letters, digits, _, . and -", "write a short word"))
                .orElse(key);
        if (clear.isEmpty()) {
            return Optional.empty();
        }
        checkBounds(fields, key, name, breach.get(), clear.get());
        return Optional.of(new Threshold.Limit(
                id,
                figure.get(),
                Times.positive(fields, WINDOW, window),
                breach.get(),
                clear.get(),
                minCount(fields, name)));
    }

    private Optional<Bound> bound(Reading reading, Amounts amounts) {
        return reading.text(100).flatMap(text -> {
            Optional<Bound> bound = amounts.parse(text);
            if (bound.isEmpty()) {
                issues.add(
                        Code.WRONG_FIGURE,
                        reading.place(),
                        "%s is %s; allowed: < <= > or >= and %s"
                                .formatted(reading.name(), reading.value().kind(), amounts.allowed()),
                        "write it so, in quotes");
            }
            return bound;
        });
    }

    private int minCount(Fields fields, FigureName name) {
        int fewest =
                name instanceof FigureName.Percentile percentile ? FigureName.fewest(percentile.perTenThousand()) : 1;
        Optional<Integer> given = fields.reading(MIN_COUNT)
                .flatMap(reading -> reading.whole(1, MOST_COUNTED))
                .map(Long::intValue);
        if (given.isPresent() && given.get() < fewest) {
            issues.add(
                    Code.FEW_FOR_PERCENTILE,
                    fields.placeOf(MIN_COUNT),
                    "of %d signals the largest alone decides over the percentile; allowed: %d or more"
                            .formatted(given.get(), fewest),
                    "write min_count: " + fewest);
        }
        return given.orElse(usualMinCount(name));
    }

    static int usualMinCount(FigureName name) {
        return switch (name) {
            case FigureName.ErrorRate rate -> USUAL_FEWEST;
            case FigureName.Percentile percentile ->
                Math.max(USUAL_FEWEST, FigureName.fewest(percentile.perTenThousand()));
            case FigureName.Count count -> 1;
            case FigureName.Gauge gauge -> 1;
        };
    }

    private Optional<Figure> figure(Fields fields, FigureName name) {
        refuseWhereNot(fields, FAILED, name instanceof FigureName.ErrorRate, "with error_rate");
        refuseWhereNot(
                fields,
                FIELD,
                name instanceof FigureName.Percentile percentile && !percentile.isOfDuration()
                        || name instanceof FigureName.Gauge,
                "with p95 and the like, last, min, max, mean, sum");
        Optional<Atom> of = fields.value(OF)
                .map(value -> atoms.read("of of " + fields.what(), value))
                .orElseGet(() -> usual(fields, name));
        return of.flatMap(atom -> figure(fields, name, atom));
    }

    private void refuseWhereNot(Fields fields, String key, boolean isAllowed, String where) {
        if (!isAllowed) {
            fields.find(key)
                    .ifPresent(field -> issues.add(
                            Code.FIELDS_EXCLUDE,
                            field.place(),
                            "%s has '%s'; allowed: %s".formatted(fields.what(), key, where),
                            "delete it"));
        }
    }

    private Optional<Atom> usual(Fields fields, FigureName name) {
        return switch (name) {
            case FigureName.ErrorRate rate -> Optional.of(Usual.ENDED_CHECKOUTS);
            case FigureName.Percentile percentile -> {
                if (percentile.isOfDuration()) {
                    yield Optional.of(Usual.DATABASE_CALLS);
                }
                yield missing(fields);
            }
            case FigureName.Count count -> missing(fields);
            case FigureName.Gauge gauge -> missing(fields);
        };
    }

    private static Optional<Atom> missing(Fields fields) {
        fields.demand(OF, "{span: checkout.failed exists}");
        return Optional.empty();
    }

    private Optional<Figure> figure(Fields fields, FigureName name, Atom of) {
        return switch (name) {
            case FigureName.ErrorRate rate -> failed(fields, of).map(failed -> new Figure.ErrorRate(of, failed));
            case FigureName.Count count -> Optional.of(new Figure.Count(of));
            case FigureName.Percentile percentile ->
                field(fields, percentile.isOfDuration() ? Signals.DURATION : null, of)
                        .map(field -> new Figure.Percentile(of, field, percentile.perTenThousand()));
            case FigureName.Gauge gauge ->
                field(fields, null, of).map(field -> new Figure.Gauge(of, field, gauge.aggregate()));
        };
    }

    private Optional<Predicate> failed(Fields fields, Atom of) {
        if (fields.has(FAILED)) {
            return atoms.condition(fields, FAILED, of.kind());
        }
        if (!of.equals(Usual.ENDED_CHECKOUTS)) {
            fields.demand(FAILED, of.kind() == SignalKind.SPAN ? "status == 'ERROR'" : "severity >= 17");
            return Optional.empty();
        }
        return Optional.of(Usual.FAILED);
    }

    /** @param fixed null if any may be named */
    private Optional<String> field(Fields fields, @Nullable String fixed, Atom of) {
        if (fixed != null) {
            if (of.kind() != SignalKind.SPAN) {
                issues.add(
                        Code.FIELDS_EXCLUDE,
                        fields.placeOf(OF),
                        "%s asks for the duration of something that has none; allowed: of spans"
                                .formatted(fields.what()),
                        "write p95 and the like, and field");
                return Optional.empty();
            }
            return Optional.of(fixed);
        }
        if (fields.has(FIELD)) {
            return fields.reading(FIELD)
                    .flatMap(reading -> reading.name(
                            ByReader.ATTRIBUTE, "the name of an attribute", "write it as in db.query.duration_ms"));
        }
        if (of.kind() == SignalKind.METRIC) {
            return Optional.of(Signals.VALUE);
        }
        fields.demand(FIELD, "db.query.duration_ms");
        return Optional.empty();
    }

    private void checkBounds(Fields fields, String key, FigureName name, Bound breach, Bound clear) {
        boolean isOfWhatHasNoSign = !(name instanceof FigureName.Gauge)
                && !(name instanceof FigureName.Percentile percentile && !percentile.isOfDuration());
        double most = name instanceof FigureName.ErrorRate ? 1 : Double.POSITIVE_INFINITY;
        double least = isOfWhatHasNoSign ? 0 : Double.NEGATIVE_INFINITY;
        Place place = fields.placeOf(key);
        if (!canHold(breach, least, most)) {
            issues.add(
                    Code.NEVER_PASSED,
                    place,
                    "%s is never %s: it is from %s to %s"
                            .formatted(key, shown(name, breach), shown(least), shown(most)),
                    "write a bound between the two");
        } else if (!canHold(breach.opposite(), least, most)) {
            issues.add(
                    Code.ALWAYS_PASSED,
                    place,
                    "%s is always %s: it is from %s to %s"
                            .formatted(key, shown(name, breach), shown(least), shown(most)),
                    "write a bound between the two");
        } else {
            checkClear(fields, key, name, breach, clear, canHold(clear, least, most));
        }
    }

    private void checkClear(Fields fields, String key, FigureName name, Bound breach, Bound clear, boolean canHold) {
        Place place = fields.placeOf(CLEAR);
        if (!canHold) {
            issues.add(
                    Code.NEVER_CLEARS,
                    place,
                    "%s is never %s, so that what it raised would stay".formatted(key, shown(name, clear)),
                    "write a bound that it can reach, or delete clear");
        } else if (isUp(breach) == isUp(clear) || overlap(breach, clear)) {
            issues.add(
                    Code.NEVER_CLEARS,
                    place,
                    "%s can be %s and %s at once: it would clear while it is breached"
                            .formatted(key, shown(name, breach), shown(name, clear)),
                    "write a clear on the other side of the bound, such as \"%s\""
                            .formatted(shown(name, breach.opposite())));
        }
    }

    private static String shown(FigureName name, Bound bound) {
        return Amounts.of(name).text(bound);
    }

    private static String shown(double end) {
        return Double.isInfinite(end) ? "any number" : Value.of(end).toString();
    }

    private static boolean isUp(Bound bound) {
        return bound.operator() == Operator.GREATER || bound.operator() == Operator.AT_LEAST;
    }

    private static boolean overlap(Bound breach, Bound clear) {
        Bound up = isUp(breach) ? breach : clear;
        Bound down = isUp(breach) ? clear : breach;
        return up.value() < down.value()
                || up.value() == down.value()
                        && up.operator() == Operator.AT_LEAST
                        && down.operator() == Operator.AT_MOST;
    }

    private static boolean canHold(Bound bound, double least, double most) {
        return switch (bound.operator()) {
            case GREATER -> most > bound.value();
            case AT_LEAST -> most >= bound.value();
            case LESS -> least < bound.value();
            case AT_MOST -> least <= bound.value();
            case EQUAL, NOT_EQUAL, CONTAINS, STARTS_WITH, ENDS_WITH -> true;
        };
    }
}
