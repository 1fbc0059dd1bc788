package dev.tailback.lab.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {
    @Test
    void journeysComeByTheirWeights() {
        Map<Journey, Integer> chosen = new EnumMap<>(Journey.class);
        SplittableRandom random = new SplittableRandom(2);
        for (int n = 0; n < 10_000; n++) {
            chosen.merge(Weights.USUAL.choose(random.nextDouble()), 1, Integer::sum);
        }

        assertThat(chosen.get(Journey.BROWSE_ONLY)).isBetween(4_850, 5_150);
        assertThat(chosen.get(Journey.BROWSE_AND_CART)).isBetween(1_880, 2_120);
        assertThat(chosen.get(Journey.FULL_CHECKOUT)).isBetween(2_860, 3_140);
    }

    @Test
    void asManyLoseHeartAsCheckoutsFail() {
        assertThat(Weights.USUAL.shifted(0)).isEqualTo(Weights.USUAL);
        assertThat(Weights.USUAL.shifted(0.4)).isEqualTo(new Weights(62, 20, 18));
        assertThat(Weights.USUAL.shifted(1)).isEqualTo(new Weights(80, 20, 0));
    }

    @Test
    void whoLosesHeartBrowsesAndNobodyElseChangesTheirMind() {
        Weights shifted = Weights.USUAL.shifted(0.5);

        for (double draw = 0; draw < 1; draw += 0.01) {
            Journey before = Weights.USUAL.choose(draw);
            Journey after = shifted.choose(draw);
            assertThat(after == before || before == Journey.FULL_CHECKOUT && after == Journey.BROWSE_ONLY)
                    .as("at %s from %s to %s", draw, before, after)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"50/20/31", "50/50", "-1/51/50", "a/b/c", ""})
    void whatDoesNotMakeAHundredIsRefused(String text) {
        assertThatThrownBy(() -> Weights.of(text)).hasMessageContaining("three percentages that make 100");
    }
}
