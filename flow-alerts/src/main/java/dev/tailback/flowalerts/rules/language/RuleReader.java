package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Order;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.yaml.Durations;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one rule of the full format. */
final class RuleReader {
    static final String RULE = "rule";
    static final String WITHIN = "within";
    static final String ORDER = "order";
    static final String UNTIL = "until";
    static final String KEEP_FIRING_FOR = "keep_firing_for";
    static final String LATENESS = "lateness";

    static final List<String> FIELDS = List.of(
            RULE,
            Texts.LABELS,
            ByReader.BY,
            WITHIN,
            ORDER,
            StagesReader.STAGES,
            UNTIL,
            ThresholdReader.THRESHOLD,
            Buckets.BUCKET,
            AtomReader.FOR,
            KEEP_FIRING_FOR,
            LATENESS,
            Texts.ANNOTATIONS);

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    private final Issues issues;

    RuleReader(Issues issues) {
        this.issues = issues;
    }

    /** Empty, and told, when it cannot be used. */
    Optional<Rule> read(Fields fields) {
        int before = issues.errors();
        Optional<String> name = fields.demand(RULE, "database-cascade").flatMap(value -> name(fields));
        By by = ByReader.read(fields).orElse(Usual.BY);
        Duration within = Times.positive(fields, WITHIN, Usual.WITHIN);
        Order order = fields.reading(ORDER)
                .flatMap(reading -> reading.word(List.of("strict", "shared")))
                .map(word -> word.equals("shared") ? Order.SHARED : Order.STRICT)
                .orElse(Order.STRICT);
        List<Step> steps = new StagesReader(issues).read(fields, by, within, order);
        List<Atom> until = until(fields, steps);
        Threshold threshold = new ThresholdReader(issues).read(fields).orElse(null);
        Duration bucket = Buckets.read(fields, threshold);
        Duration holdsFor = Times.of(fields, AtomReader.FOR, Duration.ZERO);
        checkWhole(fields, within, threshold, holdsFor);
        checkKeyOf(fields, by, threshold);
        Map<String, String> labels = Texts.labels(fields);
        Map<String, String> annotations = Texts.annotations(fields);
        if (issues.errors() > before || name.isEmpty()) {
            return Optional.empty();
        }
        Rule rule = new Rule(
                name.get(),
                by,
                within,
                order,
                steps,
                until,
                threshold,
                bucket,
                holdsFor,
                Times.of(fields, KEEP_FIRING_FOR, Duration.ZERO),
                Times.of(fields, LATENESS, Usual.LATENESS),
                labels,
                annotations);
        Texts.checkTemplates(fields, rule);
        return issues.errors() > before ? Optional.empty() : Optional.of(rule);
    }

    static Optional<String> name(Fields fields) {
        return fields.reading(RULE)
                .flatMap(reading -> reading.name(
                        NAME,
                        "letters, digits, _, . and -, 100 at most, the first a letter or digit",
                        "write it as in database-cascade"));
    }

    private List<Atom> until(Fields fields, List<Step> steps) {
        Optional<Value> value = fields.value(UNTIL);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!fields.has(StagesReader.STAGES)) {
            issues.add(
                    Code.FIELDS_EXCLUDE,
                    fields.placeOf(UNTIL),
                    "the rule has 'until' and no stages, which it could end; allowed: with stages",
                    "delete it; a threshold ends by its clear");
        }
        List<Atom> until = new StageReader(issues).noneOf(UNTIL, value.get());
        for (Atom atom : until) {
            for (Step step : steps) {
                if (step instanceof Step.Stage
                        && StagesTogether.atoms(step).stream()
                                .anyMatch(ofStage -> StagesTogether.isImplied(ofStage, atom))) {
                    issues.add(
                            Code.UNTIL_AT_ONCE,
                            value.get().place(),
                            "whatever satisfies stage '%s' is what 'until' waits for, so that a chain ends with it"
                                    .formatted(step.id()),
                            "ask 'until' for something that says that it is over");
                }
            }
        }
        return until;
    }

    private void checkWhole(Fields fields, Duration within, @Nullable Threshold threshold, Duration holdsFor) {
        if (!fields.has(StagesReader.STAGES) && !fields.has(ThresholdReader.THRESHOLD)) {
            issues.add(
                    Code.MISSING_FIELD,
                    fields.place(),
                    "the rule has neither 'stages' nor 'threshold'; allowed: one of them, or both",
                    "add stages: [{span: db.slow_query == true}]");
        }
        if (threshold == null && holdsFor.compareTo(within) > 0) {
            issues.add(
                    Code.UNREACHABLE_WINDOW,
                    fields.placeOf(AtomReader.FOR),
                    "a complete chain counts for %s (within), and 'for' wants %s"
                            .formatted(Durations.text(within), Durations.text(holdsFor)),
                    "make 'for' shorter, or within longer");
        }
    }

    private void checkKeyOf(Fields fields, By by, @Nullable Threshold threshold) {
        if (threshold == null) {
            return;
        }
        ThresholdReader.limits(threshold).forEach(limit -> {
            for (String attribute : by.attributes()) {
                if (!Signals.kindsThatHave(attribute)
                        .contains(limit.figure().of().kind())) {
                    issues.add(
                            Code.KEY_OF_STAGE,
                            fields.placeOf(ThresholdReader.THRESHOLD),
                            "%s is computed of signals that have no %s for the rule's key"
                                    .formatted(limit.id(), attribute),
                            "give the rule another key");
                }
            }
        });
    }

    /** Of a document that is to be a rule, the fields; by those it has it is decided which of the two formats it is. */
    static boolean isOriginal(Value value) {
        return value instanceof Value.Mapping mapping
                && mapping.fields().stream().anyMatch(field -> field.key().equals(OriginalReader.CONDITIONS));
    }
}
