package dev.tailback.flowalerts.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.exposition.Family.Growing;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
    @Test
    void escapesWhatWouldBreakALine() {
        Growing family = Growing.gauge("g", "Two\nlines and \\.");
        family.add(Family.labels("topic", "a\"b\\c\nd"), 1.5);

        assertThat(PrometheusText.of(List.of(family.family()))).isEqualTo("""
                # HELP g Two\\nlines and \\\\.
                # TYPE g gauge
                g{topic="a\\"b\\\\c\\nd"} 1.5
                """);
    }

    @Test
    void writesNeverAsInfinityAndLeavesOutWhatHasNoSeries() {
        assertThat(PrometheusText.of(List.of(
                        Family.gauge("drain", "Until then.", Double.POSITIVE_INFINITY),
                        Growing.gauge("empty", "Nothing.").family(),
                        Family.counter("c_total", "Many.", 12_345_678))))
                .isEqualTo("""
                        # HELP drain Until then.
                        # TYPE drain gauge
                        drain +Inf
                        # HELP c_total Many.
                        # TYPE c_total counter
                        c_total 12345678
                        """);
    }
}
