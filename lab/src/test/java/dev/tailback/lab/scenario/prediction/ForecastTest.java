package dev.tailback.lab.scenario.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.calibration.Costs;
import dev.tailback.lab.calibration.Machine;
import dev.tailback.lab.calibration.Sizing;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.ScenarioFiles;
import dev.tailback.lab.scenario.ScenarioReader;
import dev.tailback.lab.scenario.measuring.Metric;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {
    private static final Costs COSTS = new Costs(2_000, 35, 300, 2_300, 2_000);
    private static final Calibration ONE_CORE = new Calibration(
            Instant.EPOCH,
            new Machine(2, "a processor"),
            500,
            20,
            1,
            1_000_000,
            COSTS,
            new Sizing(1_000_000, 1_000_000, 2.5),
            COSTS,
            25.0,
            0,
            Calibration.METHOD);

    private static Prediction blackFriday(long seed, double reservation) throws IOException {
        Calibration now = ONE_CORE.withReservation(reservation);
        return Forecast.of(
                ScenarioFiles.shipped("black-friday"), 5, ONE_CORE.sizing().scale(), seed, Optional.of(now));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void blackFridayDegradesThenFailsInTheConsumerThenRecovers(long seed) throws IOException {
        Prediction prediction = blackFriday(seed, COSTS.reservation());

        assertThat(in(prediction, Metric.FAILURE_RATE, 10, 20)).isZero();
        assertThat(in(prediction, Metric.SEARCH_P95, 11, 15)).isLessThan(100);
        assertThat(in(prediction, Metric.SEARCH_P95, 17, 20)).isGreaterThan(2_500);
        assertThat(in(prediction, Metric.FAILURE_RATE, 25, 30)).isBetween(0.25, 0.5);
        assertThat(in(prediction, Metric.FAILED_IN_CONSUMER, 25, 30)).isEqualTo(1);
        assertThat(in(prediction, Metric.INVENTORY_POOL, 23, 30)).isGreaterThan(0.7);
        assertThat(in(prediction, Metric.FAILURE_RATE, 34, 36)).isZero();
        Milestones milestones = prediction.courses().getFirst();
        assertThat(milestones.poolRunsOut()).isBetween(20.5, 23.0);
        assertThat(milestones.lagBegins()).isBetween(20.0, 22.0);
        assertThat(milestones.drained()).isBetween(30.0, 33.0);
    }

    /** A machine is never quite as fast as it was when it was measured. */
    @ParameterizedTest
    @ValueSource(doubles = {0.85, 0.9, 0.95, 1.05, 1.1, 1.15})
    void blackFridayIsTheSameStoryOnAProcessorThatIsALittleFasterOrSlower(double factor) throws IOException {
        Prediction prediction = blackFriday(1, factor * COSTS.reservation());

        assertThat(in(prediction, Metric.FAILURE_RATE, 25, 30)).isBetween(0.15, 0.55);
        assertThat(in(prediction, Metric.INVENTORY_POOL, 23, 30)).isGreaterThan(0.7);
    }

    /** One after the other: as it was measured, faster, slower. */
    @Test
    void coursesAreThoseOfMachinesOnWhichARunStillCounts() throws IOException {
        List<Milestones> courses = blackFriday(1, COSTS.reservation()).courses();

        double asMeasured = meanOfEveryThird(courses);
        assertThat(meanOfEveryThird(courses.subList(1, courses.size()))).isLessThan(0.97 * asMeasured);
        assertThat(meanOfEveryThird(courses.subList(2, courses.size()))).isGreaterThan(1.03 * asMeasured);
    }

    private static double meanOfEveryThird(List<Milestones> courses) {
        return IntStream.range(0, courses.size())
                .filter(nth -> nth % 3 == 0)
                .mapToDouble(nth -> courses.get(nth).highestLag())
                .average()
                .orElseThrow();
    }

    @Test
    void whereAReservationCostsHalfAsMuchTwiceAsManyCome() {
        Calibration fast = ONE_CORE.withReservation(COSTS.reservation() / 2);

        assertThat(fast.sizing().scale()).isEqualTo(5);
        assertThat(fast.expected().stockIndex()).isEqualTo(COSTS.stockIndex() / 2);
        assertThat(fast.withReservation(COSTS.reservation())).isEqualTo(ONE_CORE);
    }

    /** Of twice as many shoppers twice as many orders are under way. */
    @Test
    void howMuchLagIsABacklogFollowsFromHowManyCome() throws IOException {
        assertThat(blackFriday(1, COSTS.reservation()).noticeable()).isEqualTo(40);
        assertThat(uncalibrated(ScenarioFiles.shipped("metastable-retry-storm")).noticeable())
                .isEqualTo(40);
        assertThat(uncalibrated(ScenarioFiles.shipped("normal")).noticeable()).isEqualTo(10);

        Scenario control = ScenarioFiles.shipped("black-friday-control");
        Calibration fast = ONE_CORE.withReservation(COSTS.reservation() / 2);
        Prediction crowded = Forecast.of(control, 5, fast.sizing().scale(), 1, Optional.of(fast));

        assertThat(crowded.noticeable()).isEqualTo(80);
        assertThat(crowded.courses())
                .allSatisfy(course -> assertThat(course.lagBegins()).isNull());
    }

    /** Were all as patient, nobody would be served in time who is served at the end of that patience. */
    @Test
    void equalPatienceFailsMoreThanTheOverloadWould() throws IOException {
        String allAlike = ScenarioFiles.shipped("black-friday").source().replace("2s..60s", "20s");

        Prediction prediction =
                Forecast.of(ScenarioReader.read("test.yaml", allAlike), 5, 2.5, 1, Optional.of(ONE_CORE));

        assertThat(in(prediction, Metric.FAILURE_RATE, 25, 30))
                .isGreaterThan(in(blackFriday(1, COSTS.reservation()), Metric.FAILURE_RATE, 25, 30) + 0.1);
    }

    @Test
    void aRetryStormOutlivesItsTriggerUntilItsCure() throws IOException {
        Prediction storm = uncalibrated(ScenarioFiles.shipped("metastable-retry-storm"));

        assertThat(in(storm, Metric.FAILURE_RATE, 1, 3)).isZero();
        assertThat(in(storm, Metric.FAILURE_RATE, 7, 14)).isGreaterThan(0.95);
        assertThat(in(storm, Metric.FAILURE_RATE, 34, 36)).isLessThan(0.05);
        assertThat(storm.courses().getFirst().drained()).isBetween(14.0, 34.0);
    }

    @Test
    void withoutItsCureItStays() throws IOException {
        String uncured = ScenarioFiles.shipped("metastable-retry-storm")
                .source()
                .replace("- {at: 14, most: 2, budget: 10%}", "- {at: 14, most: 2}");

        Prediction storm = uncalibrated(ScenarioReader.read("test.yaml", uncured));

        assertThat(in(storm, Metric.FAILURE_RATE, 8, 36)).isGreaterThan(0.95);
        assertThat(storm.courses().getFirst().drained()).isNull();
        assertThat(storm.drainedAtTheLatest()).isEmpty();
    }

    @Test
    void theSameTriggerWithoutRetriesIsGotOver() throws IOException {
        Prediction control = uncalibrated(ScenarioFiles.shipped("metastable-retry-storm-control"));

        assertThat(in(control, Metric.FAILURE_RATE, 4, 7)).isGreaterThan(0.3);
        assertThat(in(control, Metric.FAILURE_RATE, 11, 14)).isZero();
    }

    /** The same shop has two states between capacity ÷ (1 + retries) and capacity, and one below. */
    @Test
    void belowAThirdOfTheCapacityTwoRetriesAreGotOver() throws IOException {
        String few = ScenarioFiles.shipped("metastable-retry-storm")
                .source()
                .replace("rpm: 300", "rpm: 180")
                .replace("- {at: 14, most: 2, budget: 10%}", "- {at: 14, most: 2}");

        Prediction storm = uncalibrated(ScenarioReader.read("test.yaml", few));

        assertThat(in(storm, Metric.FAILURE_RATE, 4, 7)).isGreaterThan(0.1);
        assertThat(in(storm, Metric.FAILURE_RATE, 20, 36)).isZero();
    }

    @Test
    void whatTheModelDoesNotKnowIsSaidWithItsPlace() throws IOException {
        assertThat(Forecast.gap(ScenarioFiles.shipped("normal"), Optional.empty()))
                .isEmpty();
        assertThat(Forecast.gap(ScenarioFiles.shipped("poison-pill"), Optional.empty()))
                .hasValueSatisfying(gap -> assertThat(gap)
                        .startsWith("poison-pill.yaml:")
                        .contains("the model does not know poison; it knows dispatch, late-deadline"));
        assertThat(Forecast.gap(ScenarioFiles.shipped("black-friday"), Optional.empty()))
                .contains("the model knows what a missing index costs only with calibrated: true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            patience: 10s   | patience: 10s\\n  skew: 1                                     | the model has one product: hot_sku, skew
            patience: 10s   | patience: 10s\\n  retries: [{at: 0, most: 1, backoff: 2s}]    | the model's shoppers try again at once: backoff
            at: 3, set      | at: 3, for: 5s, set                                         | test.yaml:26:5: the model does not know for, only clear
            """)
    void whatTheModelWouldLeaveOutIsSaid(String known, String strange, String gap) throws IOException {
        String control = ScenarioFiles.shipped("metastable-retry-storm-control")
                .source()
                .replace(known, strange.replace("\\n", "\n"));

        assertThat(Forecast.gap(ScenarioReader.read("test.yaml", control), Optional.empty()))
                .contains(gap);
    }

    @Test
    void aSettingOfAnotherStageLeavesThatOfTheFirstAlone() throws IOException {
        Scenario storm = ScenarioFiles.shipped("metastable-retry-storm-control");
        String twoStages = storm.source()
                .replace(
                        "in-flight: 2}",
                        "in-flight: 2}\n  - {set: dispatch, stage: inventory, records: 1, in-flight: 500}");

        assertThat(uncalibrated(ScenarioReader.read("test.yaml", twoStages)).courses())
                .isEqualTo(uncalibrated(storm).courses());
    }

    @Test
    void whatAFaultIsToldWronglyIsRefusedWithItsPlace() throws IOException {
        String wrong = ScenarioFiles.shipped("metastable-retry-storm-control")
                .source()
                .replace("in-flight: 2}", "in-flight: 0}");

        assertThatThrownBy(() -> uncalibrated(ScenarioReader.read("test.yaml", wrong)))
                .hasMessageStartingWith("test.yaml:")
                .hasMessageContaining("dispatch: in-flight=0 is not allowed");
    }

    private static Prediction uncalibrated(Scenario scenario) {
        return Forecast.of(scenario, scenario.speed(), 1, 1, Optional.empty());
    }

    private static double in(Prediction prediction, Metric metric, double from, double to) {
        return metric.in(prediction.recording().between(from, to)).orElseThrow();
    }
}
