package dev.tailback.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallestTest {
    @Test
    void onlyWhatMakesItFailIsLeftInItsOrder() {
        List<Integer> failing = IntStream.range(0, 100).boxed().toList();

        assertThat(Smallest.of(failing, list -> list.contains(71) && list.contains(3) && list.contains(70)))
                .containsExactly(3, 70, 71);
    }

    @Test
    void whatFailsAlwaysFailsEmpty() {
        assertThat(Smallest.of(List.of("a", "b"), list -> true)).isEmpty();
        assertThat(Smallest.of(List.of(), list -> true)).isEmpty();
    }

    /** Such as two that take each other back: neither can go before the other has. */
    @Test
    void whatCanOnlyBeLeftOutOnceAnotherIsGoneIsLeftOut() {
        assertThat(Smallest.of(List.of(1, 2, 3), list -> list.contains(3) && (!list.contains(2) || list.contains(1))))
                .containsExactly(3);
    }
}
