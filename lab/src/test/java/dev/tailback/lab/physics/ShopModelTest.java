package dev.tailback.lab.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopModelTest {
    private static final BlackFriday BLACK_FRIDAY = new BlackFriday(12, 2, 0.04, 0.2, 0.1, 5, 5, 60);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void blackFridayDegradesThenFailsInTheConsumerThenRecovers(long seed) {
        List<Interval> minutes = BLACK_FRIDAY.predict(seed);

        assertThat(failureRate(minutes.subList(10, 20))).isZero();
        assertThat(minutes.subList(11, 15))
                .allSatisfy(minute -> assertThat(minute.listingP95()).isLessThan(0.1));
        assertThat(minutes.subList(17, 20))
                .allSatisfy(minute -> assertThat(minute.listingP95()).isGreaterThan(2.5));
        assertThat(failureRate(minutes.subList(25, 30))).isBetween(0.25, 0.45);
        assertThat(minutes.subList(25, 30))
                .allSatisfy(minute -> assertThat(minute.failedInConsumer()).isEqualTo(minute.failed()));
        assertThat(minutes.subList(22, 30))
                .allSatisfy(minute -> assertThat(minute.inventoryPool()).isEqualTo(1));
        assertThat(failureRate(minutes.subList(32, 35))).isZero();
    }

    /** Were all as patient, nobody would be served in time who is served at the end of that patience. */
    @Test
    void equalPatienceFailsMoreThanTheOverloadWould() {
        BlackFriday allAlike = new BlackFriday(12, 2, 0.04, 0.2, 0.1, 5, 20, 20);

        assertThat(failureRate(allAlike.predict(1).subList(23, 28)))
                .isGreaterThan(failureRate(BLACK_FRIDAY.predict(1).subList(23, 28)) + 0.2);
    }

    @Test
    void aRetryStormOutlivesItsTrigger() {
        assertThat(failureRate(storm(2, 1_000_000).subList(15, 40))).isEqualTo(1);
    }

    /** The same shop has two states between capacity ÷ (1 + retries) and capacity, and one below. */
    @Test
    void belowAThirdOfTheCapacityTwoRetriesAreGotOver() {
        assertThat(failureRate(
                        new RetryStorm(6, 0.1, 0.5, 10, 2, 1_000_000).predict(1).subList(10, 40)))
                .isZero();
        assertThat(failureRate(
                        new RetryStorm(8, 0.1, 0.5, 10, 2, 1_000_000).predict(1).subList(10, 40)))
                .isEqualTo(1);
    }

    @Test
    void theSameTriggerWithoutRetriesIsGotOver() {
        assertThat(failureRate(storm(0, 1_000_000).subList(15, 25))).isZero();
    }

    @Test
    void theStormEndsWhenNobodyComesAgain() {
        List<Interval> cured = storm(2, 150);

        assertThat(failureRate(cured.subList(12, 14))).isGreaterThan(0.95);
        assertThat(failureRate(cured.subList(34, 38))).isZero();
    }

    private static List<Interval> storm(int retries, double cureAt) {
        return new RetryStorm(12, 0.1, 0.5, 10, retries, cureAt).predict(1);
    }

    private static double failureRate(List<Interval> intervals) {
        return intervals.stream().mapToInt(Interval::failed).sum()
                / (double) intervals.stream().mapToInt(Interval::checkouts).sum();
    }
}
