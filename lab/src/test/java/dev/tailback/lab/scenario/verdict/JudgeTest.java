package dev.tailback.lab.scenario.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.audit.AuditReport;
import dev.tailback.lab.audit.Money;
import dev.tailback.lab.calibration.Drift;
import dev.tailback.lab.calibration.Pace;
import dev.tailback.lab.incidents.Incident;
import dev.tailback.lab.scenario.Expectation;
import dev.tailback.lab.scenario.Place;
import dev.tailback.lab.scenario.ScenarioFiles;
import dev.tailback.lab.scenario.Stretch;
import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.measuring.Wanted;
import dev.tailback.lab.scenario.prediction.Forecast;
import dev.tailback.lab.scenario.prediction.Prediction;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Place HERE = new Place("test.yaml", 1, 1);
    private static final Drift NONE = new Drift(20, 20.5);
    private static final Drift MUCH = new Drift(20, 17);
    private static final Expectation NO_FAILURES = new Expectation.Measured(
            HERE, new Stretch.Between(0, 10), Metric.FAILURE_RATE, Wanted.of(Metric.FAILURE_RATE, "< 1%"));
    private static final Expectation ALERT = new Expectation.AlertStarts(HERE, "slow-queries", 5, 7);
    private static final Expectation AUDIT = new Expectation.AuditIsClean(HERE);

    private final Recording recording = new Recording();

    JudgeTest() {
        recording.add("confirmed", 1, 10);
    }

    private Verdict judge(Drift drift, AuditReport audit, Expectation... expectations) {
        return new Judge(recording, Optional.empty(), Optional.empty(), audit)
                .judge(List.of(expectations), drift, null);
    }

    @Test
    void whatHeldIsHeld() {
        assertThat(judge(NONE, clean(), NO_FAILURES, AUDIT).outcome()).isEqualTo(Outcome.HELD);
    }

    @Test
    void oneThatDidNotHoldIsEnough() {
        recording.add("failed", 2, 1);

        assertThat(judge(NONE, clean(), NO_FAILURES, AUDIT).outcome()).isEqualTo(Outcome.NOT_HELD);
    }

    @Test
    void onAnotherMachineThanBeforeNothingIsProvenEitherWay() {
        assertThat(judge(MUCH, clean(), NO_FAILURES, AUDIT).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(judge(new Drift(20, 23), clean(), AUDIT).outcome()).isEqualTo(Outcome.INCONCLUSIVE);

        recording.add("failed", 2, 1);
        assertThat(judge(MUCH, clean(), NO_FAILURES, AUDIT).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void onAnotherMachineThanWasAssumedNothingIsProvenEitherWay() {
        assertThat(paced(25, clean())).isEqualTo(Outcome.HELD);
        assertThat(paced(28.5, clean())).isEqualTo(Outcome.HELD);
        assertThat(paced(29, clean())).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(paced(21, clean())).isEqualTo(Outcome.INCONCLUSIVE);

        recording.add("failed", 2, 1);
        assertThat(paced(22, clean())).isEqualTo(Outcome.NOT_HELD);
        assertThat(paced(21, clean())).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(paced(21, audit(0, true))).isEqualTo(Outcome.NOT_HELD);
    }

    private Outcome paced(double millions, AuditReport audit) {
        return new Judge(recording, Optional.empty(), Optional.empty(), audit)
                .judge(List.of(NO_FAILURES, AUDIT), NONE, new Pace(25, millions))
                .outcome();
    }

    @Test
    void noMachineExcusesAnOrderThatWasLost() {
        assertThat(judge(MUCH, audit(0, true), NO_FAILURES, AUDIT).outcome()).isEqualTo(Outcome.NOT_HELD);
    }

    @Test
    void anAuditThatStillWaitsForOrdersProvesNothing() {
        assertThat(judge(NONE, audit(3, false), AUDIT).outcome()).isEqualTo(Outcome.NOT_HELD);
    }

    @Test
    void aPredictionIsRightWhereItWasMeasured() throws IOException {
        Prediction prediction = prediction();

        assertThat(rightness(prediction.recording(), Optional.of(prediction))).isEqualTo("all right true");
        assertThat(rightness(recording, Optional.of(prediction)))
                .isEqualTo(
                        "wrong: the pool of checkout runs out, its lag begins, its highest lag, the backlog is drained"
                                + " false");
        assertThat(rightness(prediction.recording(), Optional.empty())).isEqualTo("nothing was predicted false");
    }

    @Test
    void afterThePredictedDrainBeginsWhenItIsOverEvenIfTheModelIsAsWrongAsItMayBe() throws IOException {
        Expectation recovered = new Expectation.Measured(
                HERE, new Stretch.AfterPredictedDrain(14), Metric.FAILURE_RATE, Wanted.of(Metric.FAILURE_RATE, "< 1%"));
        Prediction prediction = prediction();
        double drained = prediction.drainedAtTheLatest().orElseThrow();
        recording.add("failed", drained - 0.01, 10);
        recording.add("confirmed", drained, 10);

        assertThat(seen(recording, Optional.of(prediction), recovered)).isEqualTo("0.0 % true");
        assertThat(seen(recording, Optional.empty(), recovered)).isEqualTo("no drain is predicted false");
    }

    private static Prediction prediction() throws IOException {
        return Forecast.of(ScenarioFiles.shipped("metastable-retry-storm-control"), 6, 1, 1, Optional.empty());
    }

    private static String rightness(Recording recording, Optional<Prediction> prediction) {
        return seen(recording, prediction, new Expectation.PredictionIsRight(HERE));
    }

    private static String seen(Recording recording, Optional<Prediction> prediction, Expectation expectation) {
        Verdict.Row row = new Judge(recording, prediction, Optional.empty(), clean())
                .judge(List.of(expectation), NONE, null)
                .rows()
                .getFirst();
        return row.seen() + " " + row.held();
    }

    @Test
    void anAlertCountsByItsFirstStart() {
        assertThat(alert(List.of(fired("slow-queries", 8), fired("slow-queries", 6.5))))
                .isEqualTo("minute 6.5 true");
        assertThat(alert(List.of(fired("slow-queries", 7.2)))).isEqualTo("minute 7.2 false");
        assertThat(alert(List.of(fired("pool-exhausted", 6)))).isEqualTo("never false");
        assertThat(judge(NONE, clean(), ALERT).rows()).singleElement().satisfies(row -> {
            assertThat(row.seen()).isEqualTo("not measured");
            assertThat(row.held()).isFalse();
        });
    }

    @Test
    void anAlertHasTheCauseThatWasSaidFirst() {
        Expectation cause = new Expectation.AlertCause(HERE, "slow-queries", "missing-index");

        assertThat(seen(List.of(fired("slow-queries", 6, cause("missing-index", 8), cause("small-pool", 3))), cause))
                .isEqualTo("missing-index (+8) true");
        assertThat(seen(List.of(fired("slow-queries", 6, cause("hot-row", 5), cause("missing-index", 3))), cause))
                .isEqualTo("hot-row (+5), missing-index as number 2 false");
        assertThat(seen(List.of(fired("slow-queries", 6, cause("missing-index", -1))), cause))
                .isEqualTo("nothing false");
        assertThat(seen(List.of(), cause)).isEqualTo("not measured false");
    }

    @Test
    void noneMayFireButThoseThatAreNamed() {
        Expectation none = new Expectation.NoOtherAlert(HERE, List.of("slow-queries", "lag-growing"));

        assertThat(seen(List.of(fired("slow-queries", 6)), none)).isEqualTo("none true");
        assertThat(seen(List.of(fired("slow-queries", 6), fired("dead-letters", 3)), none))
                .isEqualTo("dead-letters at minute 3.0 false");
        assertThat(judge(NONE, clean(), none).rows().getFirst().held()).isFalse();
    }

    private static Alert fired(String rule, double minute, Incident.Cause... causes) {
        return new Alert(rule, minute, Map.of("service.name", "catalog"), List.of(causes));
    }

    private static Incident.Cause cause(String id, int weight) {
        return new Incident.Cause(id, id, weight, List.of());
    }

    private String alert(List<Alert> fired) {
        return seen(fired, ALERT);
    }

    private String seen(List<Alert> fired, Expectation expectation) {
        Verdict.Row row = new Judge(recording, Optional.empty(), Optional.of(fired), clean())
                .judge(List.of(expectation), NONE, null)
                .rows()
                .getFirst();
        return row.seen() + " " + row.held();
    }

    private static AuditReport clean() {
        return audit(0, false);
    }

    private static AuditReport audit(long inFlight, boolean violated) {
        return new AuditReport(
                10,
                10,
                0,
                0,
                0,
                0,
                0L,
                inFlight,
                violated ? 1 : 0,
                0,
                0,
                "ok",
                "ok",
                0,
                0,
                0,
                0,
                violated,
                Instant.EPOCH,
                new Money(0, 0, 0, 0),
                0,
                0,
                0,
                List.of());
    }
}
