package dev.tailback.flowalerts.rules.testing;

import dev.tailback.flowalerts.rules.core.engine.Settings;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issues;
import dev.tailback.flowalerts.rules.issues.Place;
import dev.tailback.flowalerts.rules.language.RuleFile;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import dev.tailback.flowalerts.rules.yaml.Documents;
import dev.tailback.flowalerts.rules.yaml.Fields;
import dev.tailback.flowalerts.rules.yaml.Reading;
import dev.tailback.flowalerts.rules.yaml.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a file of tests, which stands beside the rules: {@code NAME.test.yaml} tests {@code NAME.yaml} unless it says otherwise. */
public final class TestFileReader {
    private static final List<String> FIELDS = List.of("rules", "out_of_order", "with", "tests");
    private static final List<String> OF_TEST =
            List.of("test", "with", "out_of_order", "signals", "restart_at", "expect", "silent");
    private static final int MOST_TESTS = 1_000;
    private static final int MOST_ENTRIES = 10_000;
    private static final int LONGEST_NAME = 200;
    private static final Duration LONGEST = Duration.ofDays(366);

    private final String name;
    private final Path file;
    private final Issues issues = new Issues();

    private TestFileReader(Path file) {
        this.name = file.toString();
        this.file = file;
    }

    public static TestFile read(Path file) {
        return new TestFileReader(file).read();
    }

    private TestFile read() {
        List<Value> documents = List.of();
        try {
            documents = Documents.read(name, file, issues);
        } catch (IOException unreadable) {
            issues.add(
                    Code.UNREADABLE,
                    Place.beginningOf(name),
                    "the file cannot be read: " + unreadable.getClass().getSimpleName() + " " + unreadable.getMessage(),
                    "look whether it is there and may be read");
        }
        if (documents.isEmpty() && issues.errors() == 0) {
            issues.add(
                    Code.EMPTY,
                    Place.beginningOf(name),
                    "there is no test in the file",
                    "write one, or delete the file");
        }
        List<RuleFile> ruleFiles = new ArrayList<>();
        List<RuleTest> tests = new ArrayList<>();
        for (Value document : documents) {
            Fields.of("a file of tests", document, FIELDS, issues).ifPresent(fields -> {
                List<RuleFile> files = RuleFiles.read(ruleFiles(fields));
                ruleFiles.addAll(files);
                tests.addAll(tests(fields, rules(files)));
            });
        }
        return new TestFile(name, ruleFiles, tests, issues.inOrder());
    }

    private static List<Rule> rules(List<RuleFile> files) {
        return files.stream()
                .flatMap(file -> file.rules().stream())
                .map(RuleFile.Written::rule)
                .toList();
    }

    private List<Path> ruleFiles(Fields fields) {
        if (!fields.has("rules")) {
            return List.of(
                    file.resolveSibling(String.valueOf(file.getFileName()).replaceFirst("\\.test\\.ya?ml$", ".yaml")));
        }
        List<Path> files = new ArrayList<>();
        for (Value value : fields.list("rules", MOST_TESTS)) {
            new Reading("a file of rules", value, issues)
                    .text(LONGEST_NAME)
                    .ifPresent(text -> files.add(file.resolveSibling(text)));
        }
        return files;
    }

    private List<RuleTest> tests(Fields whole, List<Rule> rules) {
        Map<String, Object> common = with(whole, Map.of());
        Duration outOfOrder = duration(whole, "out_of_order", Settings.DEFAULT.outOfOrder());
        whole.demand("tests", "[{test: …, signals: [ … ]}]");
        List<RuleTest> tests = new ArrayList<>();
        for (Value value : whole.list("tests", MOST_TESTS)) {
            int before = issues.errors();
            Optional<RuleTest> test = Fields.of("a test", value, OF_TEST, issues)
                    .flatMap(fields -> test(fields, rules, common, outOfOrder));
            if (issues.errors() == before) {
                test.ifPresent(tests::add);
            }
        }
        return tests;
    }

    private Map<String, Object> with(Fields fields, Map<String, Object> outer) {
        LinkedHashMap<String, Object> all = new LinkedHashMap<>(outer);
        fields.value("with").ifPresent(value -> all.putAll(SignalReader.read("with", value, issues)));
        return all;
    }

    private Duration duration(Fields fields, String key, Duration normally) {
        return fields.reading(key)
                .flatMap(reading -> reading.duration(Duration.ZERO, LONGEST))
                .orElse(normally);
    }

    private Optional<RuleTest> test(
            Fields fields, List<Rule> rules, Map<String, Object> common, Duration usualOutOfOrder) {
        Optional<String> testName = fields.demand("test", "a cascade fires once")
                .flatMap(value -> new Reading("test", value, issues).text(LONGEST_NAME));
        SignalReader signals = new SignalReader(issues, with(fields, common));
        fields.demand("signals", "[{at: 0s, span: {db.slow_query: true}}]");
        List<Arrival> arrivals = new ArrayList<>();
        for (Value value : fields.list("signals", MOST_ENTRIES)) {
            arrivals.addAll(signals.read(value));
            if (arrivals.size() > SignalReader.MOST_SIGNALS) {
                issues.add(
                        Code.TOO_MANY,
                        value.place(),
                        "the test has more than %,d signals; allowed: as many as that"
                                .formatted(SignalReader.MOST_SIGNALS),
                        "repeat less");
                return Optional.empty();
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atNanos));
        List<Long> restarts = new ArrayList<>();
        for (Value value : fields.list("restart_at", MOST_TESTS)) {
            new Reading("restart_at", value, issues)
                    .duration(Duration.ZERO, LONGEST)
                    .ifPresent(at -> restarts.add(TestTime.nanos(at)));
        }
        restarts.sort(Long::compare);
        List<Expected> expected = new ExpectedReader(issues, rules).read(fields);
        return testName.map(text -> new RuleTest(
                text,
                fields.place(),
                rules,
                duration(fields, "out_of_order", usualOutOfOrder),
                arrivals,
                restarts,
                expected));
    }
}
