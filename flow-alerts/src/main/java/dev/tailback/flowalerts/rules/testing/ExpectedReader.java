package dev.tailback.flowalerts.rules.testing;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.play.Play;
import dev.tailback.flowalerts.rules.yaml.Durations;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Reading;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a test wants to be told, and what not. */
final class ExpectedReader {
    private static final List<String> OF_ALERT =
            List.of("alert", "key", "times", "at_least", "at_most", "at", "ends", "evidence");
    private static final List<String> OF_SILENCE = List.of("rule", "key", "because");
    private static final List<String> OF_BECAUSE = List.of("lacks", "seen", "threshold", "is");
    private static final List<String> STATES = List.of("insufficient", "within", "between", "beyond");
    private static final Pattern RANGE = Pattern.compile("([0-9a-z]+)\\.\\.([0-9a-z]+)");
    private static final int MOST = 1_000;
    private static final int LONGEST = 1_000;

    private final Issues issues;
    private final List<Rule> rules;

    ExpectedReader(Issues issues, List<Rule> rules) {
        this.issues = issues;
        this.rules = rules;
    }

    List<Expected> read(Fields test) {
        List<Expected> expected = new ArrayList<>();
        for (Value value : test.list("expect", MOST)) {
            Fields.of("an expected alert", value, OF_ALERT, issues)
                    .flatMap(this::alerts)
                    .ifPresent(expected::add);
        }
        for (Value value : test.list("silent", MOST)) {
            Fields.of("an expected silence", value, OF_SILENCE, issues)
                    .flatMap(this::silence)
                    .ifPresent(expected::add);
        }
        return expected;
    }

    private Optional<Expected> alerts(Fields fields) {
        fields.atMostOneOf("times", "at_least", "at_most");
        return rule(fields, "alert")
                .map(rule -> new Expected.Alerts(
                        fields.place(),
                        rule.name(),
                        key(fields),
                        times(fields),
                        range(fields, "at"),
                        range(fields, "ends"),
                        evidence(fields, rule)));
    }

    private Optional<Rule> rule(Fields fields, String key) {
        return fields.demand(key, "database-cascade")
                .flatMap(value -> new Reading(key, value, issues).text(LONGEST))
                .flatMap(name -> {
                    Optional<Rule> rule = rules.stream()
                            .filter(one -> one.name().equals(name))
                            .findFirst();
                    if (rule.isEmpty()) {
                        issues.add(
                                Code.UNKNOWN_RULE,
                                fields.placeOf(key),
                                "there is no rule '%s' in the files that are tested; there are: %s"
                                        .formatted(
                                                name,
                                                rules.stream().map(Rule::name).toList()),
                                "write one of them, or name its file under rules");
                    }
                    return rule;
                });
    }

    private @Nullable Key key(Fields fields) {
        Optional<Value> value = fields.value("key");
        if (value.isEmpty()) {
            return null;
        }
        List<Value> values = value.get() instanceof Value.Sequence list ? list.items() : List.of(value.get());
        return new Key(values.stream()
                .flatMap(one -> new Reading("key", one, issues).text(LONGEST).stream())
                .toList());
    }

    private Expected.Times times(Fields fields) {
        Optional<Integer> least = number(fields, "at_least");
        Optional<Integer> most = number(fields, "at_most");
        if (least.isPresent()) {
            return new Expected.Times(least.get(), Integer.MAX_VALUE);
        }
        if (most.isPresent()) {
            return new Expected.Times(0, most.get());
        }
        Integer exact = number(fields, "times").orElse(1);
        return new Expected.Times(exact, exact);
    }

    private Optional<Integer> number(Fields fields, String key) {
        return fields.reading(key)
                .flatMap(reading -> reading.whole(0, 1_000_000))
                .map(Long::intValue);
    }

    private Expected.@Nullable Range range(Fields fields, String key) {
        Optional<Reading> reading = fields.reading(key);
        if (reading.isEmpty()) {
            return null;
        }
        return reading.get()
                .text(LONGEST)
                .flatMap(text -> {
                    Matcher range = RANGE.matcher(text);
                    Optional<Duration> from = Durations.parse(range.matches() ? range.group(1) : text);
                    Optional<Duration> to = Durations.parse(range.matches() ? range.group(2) : text);
                    if (from.isEmpty() || to.isEmpty() || from.get().compareTo(to.get()) > 0) {
                        issues.add(
                                Code.WRONG_DURATION,
                                reading.get().place(),
                                "%s is '%s'; allowed: a time from the test's start, or two of them with .. between"
                                        .formatted(key, text),
                                "write 40s or 40s..50s");
                        return Optional.empty();
                    }
                    return Optional.of(new Expected.Range(TestTime.nanos(from.get()), TestTime.nanos(to.get())));
                })
                .orElse(null);
    }

    private Map<String, Integer> evidence(Fields fields, Rule rule) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        fields.value("evidence")
                .flatMap(value -> Fields.of("evidence", value, stages(rule), issues))
                .ifPresent(evidence -> evidence.mapping()
                        .fields()
                        .forEach(field -> evidence.reading(field.key())
                                .flatMap(reading -> reading.whole(0, LONGEST))
                                .ifPresent(count -> counts.put(field.key(), count.intValue()))));
        return counts;
    }

    private static List<String> stages(Rule rule) {
        return rule.steps().stream().map(Step::id).toList();
    }

    private Optional<Expected> silence(Fields fields) {
        return rule(fields, "rule")
                .map(rule -> new Expected.Silence(fields.place(), rule.name(), key(fields), because(fields, rule)));
    }

    private Expected.@Nullable Because because(Fields fields, Rule rule) {
        return fields.value("because")
                .flatMap(value -> Fields.of("because", value, OF_BECAUSE, issues))
                .flatMap(because -> reason(because, rule))
                .orElse(null);
    }

    private Optional<Expected.Because> reason(Fields because, Rule rule) {
        because.atMostOneOf("lacks", "threshold");
        if (because.has("threshold")) {
            List<String> limits = rule.threshold() == null
                    ? List.<String>of()
                    : Play.limits(rule.threshold()).map(limit -> limit.id()).toList();
            Optional<String> id = because.reading("threshold").flatMap(reading -> reading.word(limits));
            Optional<String> state = because.demand("is", "insufficient")
                    .flatMap(value -> new Reading("is", value, issues).word(STATES));
            return id.flatMap(threshold -> state.map(is -> new Expected.Because.Stands(threshold, is)));
        }
        return because.demand("lacks", "failures")
                .flatMap(value -> new Reading("lacks", value, issues).word(stages(rule)))
                .map(stage -> new Expected.Because.Lacks(
                        stage, number(because, "seen").orElse(null)));
    }
}
