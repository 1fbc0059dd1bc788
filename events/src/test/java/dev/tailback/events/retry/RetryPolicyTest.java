package dev.tailback.events.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final RetryPolicy POLICY = new RetryPolicy(5, Duration.ofMillis(100), Duration.ofSeconds(1), 0.2);

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(IntStream.rangeClosed(1, 6).mapToObj(POLICY::ceiling))
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L);
        assertThat(POLICY.ceiling(100)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aPauseLiesAnywhereBelowItsCeiling() {
        List<Long> pauses = IntStream.range(0, 1_000)
                .mapToObj(n -> POLICY.pause(4).toMillis())
                .toList();

        assertThat(pauses).allMatch(pause -> pause >= 0 && pause <= 800);
        assertThat(pauses).anyMatch(pause -> pause < 200).anyMatch(pause -> pause > 600);
    }

    @Test
    void theNaivePolicyDoesNotPause() {
        assertThat(RetryPolicy.NAIVE.pause(9)).isEqualTo(Duration.ZERO);
    }

    @Test
    void retriesAreAShareOfTheTrafficOnceThePurseIsEmpty() {
        RetryBudget budget = new RetryBudget();
        IntStream.range(0, (int) RetryBudget.PURSE)
                .forEach(n -> assertThat(budget.spend()).isTrue());
        assertThat(budget.spend()).isFalse();

        long retries = IntStream.range(0, 1_000)
                .filter(transaction -> {
                    budget.earn(0.2);
                    return budget.spend();
                })
                .count();

        assertThat(retries).isBetween(190L, 201L);
    }

    @Test
    void wrongSettingsSayTheKeyTheValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO, 0))
                .hasMessage("tailback.dispatch.retry.attempts is 1 to 100, but got 0");
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1), 0))
                .hasMessageContaining("tailback.dispatch.retry.first");
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Double.NaN))
                .hasMessageContaining("NaN");
    }
}
