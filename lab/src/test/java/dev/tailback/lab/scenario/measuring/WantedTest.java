package dev.tailback.lab.scenario.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedTest {
    private final Recording recording = new Recording();

    private Wanted.Seen seen(Metric metric, String wanted) {
        return Wanted.of(metric, wanted).in(metric, recording.between(0, 10));
    }

    @ParameterizedTest
    @CsvSource({
        "< 0.25, false",
        "<= 0.25, true",
        "<= 25%, true",
        "> 25%, false",
        ">= 25%, true",
        "0.2..0.3, true",
        "25%..30%, true",
        "26%..30%, false"
    })
    void aShareIsWithinItsBoundsOrNot(String wanted, boolean holds) {
        recording.add("failed", 1, 1);
        recording.add("confirmed", 1, 3);

        assertThat(seen(Metric.FAILURE_RATE, wanted).isHeld()).isEqualTo(holds);
    }

    @Test
    void whatNobodySawIsNotHeldWhateverWasWanted() {
        assertThat(seen(Metric.FAILURE_RATE, "< 100%")).isEqualTo(new Wanted.Seen("not measured", false));
        assertThat(seen(Metric.LAG, "drained").isHeld()).isFalse();
        assertThat(seen(Metric.DEAD_LETTERS, "< 1").isHeld()).isFalse();
    }

    @Test
    void onlyWhatFallsIntoTheMinutesCounts() {
        recording.add("search_ms", -0.1, 9_000);
        recording.add("search_ms", 0, 20);
        recording.add("search_ms", 9.99, 30);
        recording.add("search_ms", 10, 9_000);

        assertThat(seen(Metric.SEARCH_P95, "< 100ms")).isEqualTo(new Wanted.Seen("30.0 ms", true));
    }

    @Test
    void refusedCheckoutsFailedAndNotInAConsumer() {
        recording.add("refused", 1, 6);
        recording.add("failed", 1, 2);
        recording.add("confirmed", 1, 8);

        assertThat(seen(Metric.FAILURE_RATE, ">= 50%").words()).isEqualTo("50.0 %");
        assertThat(seen(Metric.FAILED_IN_CONSUMER, ">= 50%")).isEqualTo(new Wanted.Seen("25.0 %", false));
    }

    @ParameterizedTest
    @CsvSource({"0, 9, false, true", "0, 100, true, false", "100, 105, false, false", "100, 130, true, false"})
    void aLagRisesOrIsDrainedByItsFirstAndItsLastThird(double first, double last, boolean rises, boolean isDrained) {
        recording.add("lag", 1, first);
        recording.add("lag", 5, 1_000);
        recording.add("lag", 9, last);

        assertThat(seen(Metric.LAG, "rising").isHeld()).isEqualTo(rises);
        assertThat(seen(Metric.LAG, "drained").isHeld()).isEqualTo(isDrained);
    }

    @Test
    void theHottestPartitionIsTheOneThatGrewMost() {
        for (int partition = 0; partition < 3; partition++) {
            recording.add("carts.partition." + partition, 1, 1_000 * partition);
            recording.add("carts.partition." + partition, 9, 1_000 * partition + (partition == 1 ? 80 : 10));
        }

        assertThat(seen(Metric.HOTTEST_PARTITION, ">= 80%")).isEqualTo(new Wanted.Seen("80.0 %", true));
    }

    @Test
    void aSeriesThatGrewTooLongIsNotSpokenOf() {
        for (int n = 0; n <= Series.MOST; n++) {
            recording.add("search_ms", 1, 20);
        }

        assertThat(seen(Metric.SEARCH_P95, "< 100ms").isHeld()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "search_p95, < 3, a duration such as 250ms",
        "failure_rate, < 2, a share such as 0.25 or 25%",
        "failure_rate, 0.5..0.1, a share",
        "lag, falling, 'or rising, or drained'",
        "confirmed, 5, a number such as 20"
    })
    void whatCannotBeWantedIsRefusedWithWhatCan(String metric, String wanted, String allowed) {
        assertThatThrownBy(() -> Wanted.of(Metric.of(metric).orElseThrow(), wanted))
                .hasMessageStartingWith("'" + wanted + "' is not allowed: ")
                .hasMessageContaining(allowed);
    }
}
