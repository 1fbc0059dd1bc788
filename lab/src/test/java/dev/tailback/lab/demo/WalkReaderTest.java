package dev.tailback.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.load.Fact;
import dev.tailback.lab.scenario.FaultStep;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalkReaderTest {
    private static final String SMALL = """
        walk: small
        about: A walk.
        load: {rpm: 60}
        scenes:
          - name: slow
            say: Pages are slow.
            do:
              - {set: slow-queries, stage: catalog, delay: 1s}
            after: 2s
            for: 5s
            expect: {search_p95: ">= 1s"}
            look: ["curl {catalog}/health"]
          - name: repair
            say: All is well.
            do: [{clear: slow-queries}]
            trace: failed
            look: ["./tailback trace {order}"]
          - name: proof
            say: Nothing is lost.
            expect: {audit: clean}
        """;

    private static Walk read(String source) {
        return WalkReader.read("small.yaml", source);
    }

    @Test
    void whoJumpsPastScenesFindsWhatTheyLeaveSet() {
        Walk walk = read(SMALL);

        assertThat(walk.standingAfter(0)).isEmpty();
        assertThat(walk.standingAfter(1))
                .singleElement()
                .isSameAs(walk.scenes().getFirst().steps().getFirst());
        assertThat(walk.standingAfter(2)).as("the repair cleared it").isEmpty();
    }

    @Test
    void aSceneIsReadWithWhatIsSaidDoneExpectedAndLookedAt() {
        Walk walk = read(SMALL);

        Scene slow = walk.scenes().getFirst();
        assertThat(slow.say()).isEqualTo("Pages are slow.");
        assertThat(((FaultStep.Set) slow.steps().getFirst()).setting().with())
                .isEqualTo(Map.of("stage", "catalog", "delay", "1s"));
        assertThat(slow.after()).isEqualTo(Duration.ofSeconds(2));
        assertThat(slow.lasts()).isEqualTo(Duration.ofSeconds(5));
        assertThat(slow.checks())
                .singleElement()
                .satisfies(check -> assertThat(check.is().text()).isEqualTo(">= 1s"));
        assertThat(walk.scenes().get(1).traced()).hasValue(Fact.FAILED);
        assertThat(walk.scenes().getLast().audit()).isPresent();
        assertThat(walk.steps()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        walk: small             | walk: Small               | small.yaml:1:7: walk: 'Small' is not allowed: 1 to 50 small letters
        about: A walk.          | abuot: A walk.            | small.yaml:2:1: a walk has no 'abuot'; it has walk, about, load, scenes
        {rpm: 60}               | {rpm: 0}                  | small.yaml:3:13: rpm: '0' is not allowed: a number from 1 to 60000
        after: 2s               | after: 11m                | small.yaml:9:12: after: '11m' is not allowed: a duration from 0s to 10m
        for: 5s                 | fro: 5s                   | small.yaml:10:5: scenes has no 'fro'; it has name, say, do, after, for
        for: 5s                 | trace: confirmed          | small.yaml:5:5: scenes needs 'for'
        search_p95: ">= 1s"     | search_p95: slow          | small.yaml:11:26: search_p95: 'slow' is not allowed
        search_p95: ">= 1s"     | seerch_p95: ">= 1s"       | small.yaml:11:26: 'seerch_p95' is not measured; there are failure_rate
        search_p95: ">= 1s"     | audit: clean              | small.yaml:5:5: audit is for the last scene
        {set: slow-queries      | {at: 2, set: slow-queries | small.yaml:8:14: at is not allowed here: this is done at once
        {catalog}               | {catalogue}               | small.yaml:12:12: look: {catalogue} is not known here; there are catalog, checkout
        {catalog}               | {order}                   | small.yaml:12:12: look: {order} is not known here
        trace: failed           | trace: lost               | small.yaml:16:12: trace: 'lost' is not allowed: confirmed or failed
        audit: clean            | audit: dirty              | small.yaml:20:21: audit: 'dirty' is not allowed: clean
        audit: clean            | audit: clean, lag: drained | small.yaml:18:5: scenes needs 'for'
        """)
    void whatIsWrongIsToldWithItsPlaceAndWhatIsAllowed(String right, String wrong, String sentence) {
        assertThat(SMALL).contains(right);

        assertThatThrownBy(() -> read(SMALL.replace(right, wrong))).hasMessageStartingWith(sentence);
    }

    @Test
    void theAuditStandsAloneSinceShoppersAreSentHomeForIt() {
        assertThatThrownBy(() -> read(SMALL.replace("{audit: clean}", "{audit: clean, lag: drained}\n    for: 1s")))
                .hasMessage("small.yaml:20:21: audit stands alone: shoppers are sent home for it");
    }

    @Test
    void aWalkThatExpectsNothingIsRefused() {
        assertThatThrownBy(() -> read("""
            walk: idle
            about: A walk.
            load: {rpm: 60}
            scenes: [{name: talk, say: Hello.}]
            """))
                .hasMessage("small.yaml:4:9: no scene expects anything: such a walk proves nothing");
    }

    @Test
    void whatIsShippedIsUnderstoodAndEndsWithTheAudit() throws IOException {
        Walk walk = WalkFiles.shipped();

        assertThat(walk.scenes()).hasSize(7).allMatch(Scene::provesSomething);
        assertThat(walk.scenes().getLast().audit()).isPresent();
    }

    @Test
    void theMeasuringOfTheShippedWalkTakesNoMoreThanTwoMinutes() throws IOException {
        Duration all = WalkFiles.shipped().scenes().stream()
                .map(scene -> scene.after().plus(scene.lasts()))
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(all).isLessThanOrEqualTo(Duration.ofMinutes(2));
    }
}
