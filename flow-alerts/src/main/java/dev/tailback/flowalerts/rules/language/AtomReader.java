package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Check;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Reading;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what one signal can satisfy: {@code span: …}, {@code metric: …} or {@code log: …}. */
final class AtomReader {
    static final String SPAN = "span";
    static final String METRIC = "metric";
    static final String LOG = "log";
    static final String WHERE = "where";
    static final String FOR = "for";

    /** All that an atom can have, wherever it stands. */
    static final List<String> FIELDS = List.of(SPAN, METRIC, LOG, WHERE, FOR);

    private final Issues issues;

    AtomReader(Issues issues) {
        this.issues = issues;
    }

    /** @param value with nothing else in it */
    Optional<Atom> read(String what, Value value) {
        return Fields.of(what, value, FIELDS, issues).flatMap(this::read);
    }

    static boolean isIn(Fields fields) {
        return fields.has(SPAN) || fields.has(METRIC) || fields.has(LOG);
    }

    /** @param fields in which other fields may stand, too */
    Optional<Atom> read(Fields fields) {
        fields.atMostOneOf(SPAN, METRIC, LOG);
        if (fields.has(METRIC)) {
            return metric(fields);
        }
        refuseOfMetric(fields, WHERE, Code.FIELDS_EXCLUDE, "add it to the condition by 'and'");
        refuseOfMetric(fields, FOR, Code.FOR_WITHOUT_METRIC, "count signals by at_least, or watch a metric");
        if (fields.has(LOG)) {
            return condition(fields, LOG, SignalKind.LOG).map(Atom.OfLog::new);
        }
        if (fields.has(SPAN)) {
            return condition(fields, SPAN, SignalKind.SPAN).map(Atom.OfSpan::new);
        }
        fields.demand(SPAN, "db.slow_query == true");
        return Optional.empty();
    }

    private void refuseOfMetric(Fields fields, String key, Code code, String fix) {
        fields.find(key)
                .ifPresent(field -> issues.add(
                        code,
                        field.place(),
                        "%s has '%s' and no metric; allowed: with a metric".formatted(fields.what(), key),
                        fix));
    }

    private Optional<Atom> metric(Fields fields) {
        Optional<ConditionParser.OfMetric> metric =
                fields.reading(METRIC).flatMap(reading -> parsed(reading, ConditionParser::parseMetric));
        Optional<Predicate> where =
                fields.has(WHERE) ? condition(fields, WHERE, SignalKind.METRIC) : Optional.of(Predicate.ALWAYS);
        Duration holdsFor = Times.of(fields, FOR, Duration.ZERO);
        return metric.flatMap(of -> where.map(series -> new Atom.OfMetric(of.name(), series, of.value(), holdsFor)));
    }

    Optional<Predicate> condition(Fields fields, String key, SignalKind kind) {
        return fields.reading(key).flatMap(reading -> condition(reading, kind));
    }

    /** Reads a condition and says when it is always or never true. */
    Optional<Predicate> condition(Reading reading, SignalKind kind) {
        Optional<Predicate> predicate = parsed(reading, text -> ConditionParser.parse(kind, text));
        predicate.ifPresent(read -> judge(reading, read));
        return predicate;
    }

    private <T> Optional<T> parsed(Reading reading, Function<String, T> parsing) {
        if (reading.text(ConditionParser.LONGEST).isEmpty() || !(reading.value() instanceof Value.Scalar scalar)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parsing.apply(scalar.text()));
        } catch (Misread misread) {
            issues.add(
                    misread.code(), scalar.at(misread.at()), reading.name() + ": " + misread.sentence(), misread.fix());
            return Optional.empty();
        }
    }

    private void judge(Reading reading, Predicate predicate) {
        if (Logic.isNever(predicate)) {
            issues.add(
                    Code.NEVER_TRUE,
                    reading.place(),
                    reading.name() + " asks for things that exclude one another",
                    "delete one of them, or join them by 'or'");
        } else if (Logic.isAlways(predicate)) {
            issues.add(
                    Code.ALWAYS_TRUE,
                    reading.place(),
                    reading.name() + " is true of every signal",
                    "delete what makes it so; 'NAME exists' is true of those that have an attribute");
        }
        for (Check test : Logic.tests(predicate)) {
            if (test instanceof Check.Compare compare) {
                warnOfQuotes(reading, compare);
            }
        }
    }

    private void warnOfQuotes(Reading reading, Check.Compare compare) {
        if (compare.value() instanceof dev.tailback.flowalerts.rules.core.model.Value.Text text
                && !compare.operator().reads()
                && (text.text().equals("true")
                        || text.text().equals("false")
                        || text.text().matches("-?[0-9]+(\\.[0-9]+)?"))) {
            issues.add(
                    Code.QUOTED_VALUE,
                    reading.place(),
                    "%s compares %s with the text %s, which is equal to no number or flag"
                            .formatted(reading.name(), compare.attribute(), text),
                    "write it without quotes, unless senders send it as a text");
        }
    }
}
