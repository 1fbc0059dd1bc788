package dev.tailback.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
    private static final String STAT =
            "4711 (post) gres: a) S 1 4711 4711 0 -1 4194560 1 2 3 4 100 20 3000 400 20 0 1 0 8 9 10";

    @Test
    void countsUserAndSystemTimeWhateverTheProcessIsCalled() {
        assertThat(ProcessorTime.ticks(STAT, false)).isEqualTo(120);
        assertThat(ProcessorTime.ticks(STAT, true)).isEqualTo(3_520);
    }

    @Test
    void whoeverCameLaterHasUsedAllOfItSince() {
        assertThat(ProcessorTime.between(Map.of("old", 1.0), Map.of("old", 1.5)))
                .isEqualTo(Map.of("old", 0.5));
        assertThat(ProcessorTime.between(Map.of(), Map.of("new", 2.0))).isEqualTo(Map.of("new", 2.0));
    }
}
