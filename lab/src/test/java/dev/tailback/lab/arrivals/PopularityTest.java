package dev.tailback.lab.arrivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PopularityTest {
    private static final int DRAWS = 100_000;

    @Test
    void withoutSkewAllAreAlike() {
        int[] sold = sold(100, 0);

        assertThat(sold).hasSize(100);
        assertThat(IntStream.of(sold)).allMatch(count -> count > 800 && count < 1_200);
    }

    @Test
    void withSkewSalesFollowTheRank() {
        int[] sold = sold(100, 1);

        assertThat(sold[0]).isCloseTo(DRAWS / 5, within(DRAWS / 100));
        assertThat(sold[0]).isCloseTo(2 * sold[1], within(DRAWS / 100));
        assertThat(sold[0]).isCloseTo(10 * sold[9], within(DRAWS / 50));
        assertThat(sold(100, 2)[0]).isCloseTo(DRAWS * 3 / 5, within(DRAWS / 50));
    }

    @Test
    void theOnlyProductIsAlwaysBought() {
        assertThat(sold(1, 5)).containsExactly(DRAWS);
    }

    @Test
    void noProductsOrNonsenseIsRefused() {
        assertThatThrownBy(() -> new Popularity(0, 1)).hasMessageContaining("not 0 and 1.0");
        assertThatThrownBy(() -> new Popularity(1, Double.NaN)).hasMessageContaining("NaN");
    }

    private static int[] sold(int products, double skew) {
        Popularity popularity = new Popularity(products, skew);
        SplittableRandom random = new SplittableRandom(1);
        int[] sold = new int[products];
        for (int n = 0; n < DRAWS; n++) {
            sold[popularity.draw(random)]++;
        }
        return sold;
    }
}
