package dev.tailback.telemetry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LineBudgetTest {
    private static final long BEGIN = -5_000_000_000L;

    private final LineBudget budget = new LineBudget(10, 2, BEGIN);

    @Test
    void soManyComeAtOnceAndTheRestIsLeftOut() {
        for (int line = 0; line < 10; line++) {
            assertThat(budget.take(BEGIN)).hasValue(0);
        }

        assertThat(budget.take(BEGIN)).isEmpty();
    }

    @Test
    void theNextLineSaysHowManyWereLeftOut() {
        exhaust();
        budget.take(BEGIN);
        budget.take(BEGIN);

        assertThat(budget.take(after(Duration.ofMillis(500)))).hasValue(3);
        assertThat(budget.take(after(Duration.ofSeconds(1)))).hasValue(0);
    }

    @Test
    void onAverageThereAreSoManyASecond() {
        exhaust();
        int lines = 0;
        for (int millis = 1; millis <= 10_000; millis++) {
            lines += budget.take(after(Duration.ofMillis(millis))).isPresent() ? 1 : 0;
        }

        assertThat(lines).isEqualTo(20);
    }

    @Test
    void aLongSilenceSavesNoMoreThanComeAtOnce() {
        exhaust();
        long later = after(Duration.ofDays(1));
        for (int line = 0; line < 10; line++) {
            assertThat(budget.take(later)).isPresent();
        }

        assertThat(budget.take(later)).isEqualTo(OptionalLong.empty());
    }

    private void exhaust() {
        while (budget.take(BEGIN).isPresent()) {
            // until one is left out
        }
    }

    private static long after(Duration duration) {
        return BEGIN + duration.toNanos();
    }
}
