package dev.tailback.lab.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.journeys.JourneyPlan;
import dev.tailback.telemetry.DemoRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioReaderTest {
    static final List<String> SHIPPED = ScenarioFiles.SHIPPED;

    private static final String SMALL = """
            scenario: small
            about: A story.
            minutes: 10
            speed: 5
            load:
              rpm: [{at: 0, is: 30}, {at: 5, is: 60}]
              retries: [{at: 0, most: 2}, {at: 4, most: 2, budget: 10%}]
            phases: [{name: well, from: 0}, {name: ill, from: 5}]
            faults:
              - {at: 5, set: missing-index, indexes: [idx_stock_sku, idx_products_category]}
              - {at: 7, clear: missing-index}
            expect:
              - {from: 0, to: 5, failure_rate: "< 1%", lag: drained}
              - {alert: slow-queries, starts_between: [5, 7], cause: missing-index}
              - {no_other_alert_but: [lag-growing]}
              - audit
            """;

    private static Scenario read(String source) {
        return ScenarioReader.read("small.yaml", source);
    }

    @Test
    void aStoryIsReadWithItsLoadItsFaultsAndWhatIsExpectedOfIt() {
        Scenario scenario = read(SMALL);

        assertThat(scenario.phase(4.9)).isEqualTo("well");
        assertThat(scenario.phase(5)).isEqualTo("ill");
        assertThat(scenario.fast()).isEqualTo(5);
        assertThat(scenario.steps())
                .first()
                .satisfies(step -> assertThat(((FaultStep.Set) step).setting().with())
                        .isEqualTo(Map.of("indexes", "idx_stock_sku,idx_products_category")));
        assertThat(scenario.expectations())
                .extracting(Expectation::about)
                .containsExactly(
                        "failure_rate, minute 0 to 5",
                        "lag, minute 0 to 5",
                        "alert slow-queries starts",
                        "cause of slow-queries",
                        "no other alert",
                        "audit");
        assertThat(scenario.expectations().get(4).wanted()).isEqualTo("none but slow-queries, lag-growing");
        assertThat(scenario.crowd().stubbornness().getLast().retries().budget()).isEqualTo(0.1);
    }

    @Test
    void minutesAreRealOnesDividedByTheSpeedAndRatesAreMultipliedByTheScale() {
        JourneyPlan plan = read(SMALL).crowd().plan(10, 5, 2.5, 1);

        assertThat(plan.lasts()).isEqualTo(Duration.ofMinutes(2));
        assertThat(plan.pace().perSecond(Duration.ZERO)).isEqualTo(30 * 2.5 / 60);
        assertThat(plan.pace().perSecond(Duration.ofMinutes(1))).isEqualTo(60 * 2.5 / 60);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            minutes: 10             | minutes: 0                | small.yaml:3:10: minutes: '0' is not allowed: a number from 1 to 240
            minutes: 10             | minuets: 10               | small.yaml:3:1: a scenario has no 'minuets'; it has scenario, about, minutes
            scenario: small         | scenario: Small           | small.yaml:1:11: scenario: 'Small' is not allowed: 1 to 50 small letters
            {name: ill, from: 5}    | {name: ill, from: 0}      | small.yaml:8:51: phases are in order of their from
            {at: 0, is: 30}         | {at: 1, is: 30}           | small.yaml:6:14: at: the first is 0
            {at: 5, is: 60}         | {at: 0.001, is: 60}       | small.yaml:6:31: at: the first is 0, and each is 0.01 or more later
            scenario: small         | scenario: off             | small.yaml:1:11: scenario: 'off' is not allowed
            is: 60                  | is: many                  | small.yaml:6:38: is: 'many' is not allowed: a number from 1 to 60000
            budget: 10%             | budget: 10                | small.yaml:7:56: budget: '10' is not allowed: a percentage
            at: 7, clear            | at: 4, clear              | small.yaml:11:10: faults are in the order of their at
            set: missing-index      | break: missing-index      | small.yaml:10:5: this needs set or clear: the name of a fault
            clear: missing-index    | clear: pool, max: 3       | small.yaml:11:5: clear takes at and the name of a fault
            failure_rate: "< 1%"    | failure_rat: "< 1%"       | small.yaml:13:35: 'failure_rat' is not measured; there are failure_rate
            "< 1%"                  | "small"                   | small.yaml:13:36: failure_rate: 'small' is not allowed: <, <=, > or >= and a share
            lag: drained            | search_p95: drained       | small.yaml:13:56: search_p95: 'drained' is not allowed
            to: 5                   | to: 0                     | small.yaml:13:19: to is after from
            from: 0, to: 5,         | after: lunch,             | small.yaml:13:13: after: 'lunch' is not allowed: predicted_drain
            starts_between: [5, 7]  | starts_between: [5]       | small.yaml:14:43: starts_between takes two minutes
            - audit                 | - adit                    | small.yaml:16:5: 'adit' is not allowed: audit, prediction, no_other_alert, or keys with values
            about: A story.         | about: [A, story]         | small.yaml:2:8: about is not allowed: one value
            about: A story.         | scenario: twice           | small.yaml:2:1: a scenario has 'scenario' twice
            """)
    void whatIsWrongIsToldWithItsPlaceAndWhatIsAllowed(String right, String wrong, String sentence) {
        assertThat(SMALL).contains(right);

        assertThatThrownBy(() -> read(SMALL.replace(right, wrong))).hasMessageStartingWith(sentence);
    }

    @Test
    void theAuditIsExpectedWhateverElseIs() {
        assertThat(read(SMALL.replace("  - audit\n", "")).expectations())
                .last()
                .isInstanceOf(Expectation.AuditIsClean.class);
        assertThat(read(SMALL).expectations())
                .filteredOn(Expectation.AuditIsClean.class::isInstance)
                .hasSize(1);
    }

    /** The demo's clock would refuse them, in the middle of the run. */
    @Test
    void moreThanAHundredPhasesAreRefused() {
        String many = IntStream.rangeClosed(0, 100)
                .mapToObj(nth -> "{name: p%d, from: %s}".formatted(nth, nth / 100.0))
                .collect(Collectors.joining(", ", "[", "]"));

        assertThatThrownBy(() -> read(SMALL.replace("[{name: well, from: 0}, {name: ill, from: 5}]", many)))
                .hasMessageStartingWith("small.yaml:8:9: phases are 101: at most 100");
    }

    @Test
    void whatIsNotUtf8IsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("latin.yaml"), SMALL.replace("A story", "Märchen"), ISO_8859_1);

        assertThatThrownBy(() -> ScenarioFiles.find(file.toString())).hasMessageContaining("latin.yaml is not UTF-8");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> read(SMALL.replace("minutes: 10\n", "")))
                .hasMessage("small.yaml:1:1: a scenario needs 'minutes'");
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("scenario: {small\nabout: x"))
                .hasMessageStartingWith("small.yaml:2:6: this is not YAML");
        assertThatThrownBy(() -> read("")).hasMessageContaining("small.yaml is empty");
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void whatIsShippedIsUnderstood(String name) throws IOException {
        Scenario scenario = ScenarioFiles.shipped(name);

        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.expectations()).anyMatch(Expectation.AuditIsClean.class::isInstance);
    }

    @Test
    void everyFileOfTheFolderIsShipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("scenarios"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(ScenarioFiles.SHIPPED);
        }
    }

    /** Nobody runs them for months, and then they should run. */
    @ParameterizedTest
    @ValueSource(strings = {"../compose/grafana/test/recording.yaml", "../flow-alerts/src/test/recordings/lag.yaml"})
    void whatRecordingsAreMadeOfIsUnderstood(String file) throws IOException {
        assertThat(ScenarioFiles.find(file).minutes()).isPositive();
    }

    /** A stage that is told nothing but the name and the start of a demo is to say the same. */
    @Test
    void theShippedBlackFridayHasThePhasesThatStagesKnow() throws IOException {
        assertThat(ScenarioFiles.shipped("black-friday").phases())
                .extracting(phase -> new DemoRun.Phase(phase.name(), phase.from()))
                .isEqualTo(DemoRun.usualPhases("black-friday"));
    }

    /** The minutes whose pulse is compared. */
    @Test
    void mostIsBrokenFromTheLastFaultToTheFirstRepair() throws IOException {
        Scenario blackFriday = ScenarioFiles.shipped("black-friday");
        assertThat(blackFriday.lastBroken()).isEqualTo(20);
        assertThat(blackFriday.firstRepaired()).isEqualTo(30);

        Scenario normal = ScenarioFiles.shipped("normal");
        assertThat(normal.lastBroken()).isZero();
        assertThat(normal.firstRepaired()).isEqualTo(normal.minutes());
    }

    @Test
    void theControlArmDiffersFromTheStormInItsRetriesAlone() throws IOException {
        Scenario storm = ScenarioFiles.shipped("metastable-retry-storm");
        Scenario control = ScenarioFiles.shipped("metastable-retry-storm-control");

        assertThat(control.settings()).extracting(FaultSetting::fault).containsExactlyElementsOf(faults(storm));
        assertThat(control.settings()).extracting(FaultSetting::with).containsExactlyElementsOf(withs(storm));
        assertThat(control.steps()).map(ScenarioReaderTest::words).containsExactlyElementsOf(words(storm));
        assertThat(control.speed()).isEqualTo(storm.speed());
        assertThat(control.warmUp()).isEqualTo(storm.warmUp());
        assertThat(control.crowd().journeys()).isEqualTo(storm.crowd().journeys());
        assertThat(control.crowd().rpm()).isEqualTo(storm.crowd().rpm());
        assertThat(control.crowd().taste()).isEqualTo(storm.crowd().taste());
        assertThat(control.crowd().habits())
                .usingRecursiveComparison()
                .ignoringFields("retries")
                .isEqualTo(storm.crowd().habits());
        assertThat(control.crowd().stubbornness())
                .singleElement()
                .satisfies(none -> assertThat(none.retries().most()).isZero());
    }

    private static List<String> words(Scenario scenario) {
        return scenario.steps().stream().map(ScenarioReaderTest::words).toList();
    }

    private static String words(FaultStep step) {
        return switch (step) {
            case FaultStep.Set set ->
                set.at() + " " + set.setting().fault() + " " + set.setting().with();
            case FaultStep.Clear clear -> clear.at() + " clear " + clear.fault();
        };
    }

    private static List<String> faults(Scenario scenario) {
        return scenario.settings().stream().map(FaultSetting::fault).toList();
    }

    private static List<Map<String, String>> withs(Scenario scenario) {
        return scenario.settings().stream().map(FaultSetting::with).toList();
    }
}
