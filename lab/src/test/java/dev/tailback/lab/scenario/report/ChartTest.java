package dev.tailback.lab.scenario.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.scenario.evidence.MetricsFile;
import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.run.Deed;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
    private static final Axis AXIS = new Axis(10);

    private final Recording recording = new Recording();
    private final MetricsFile.Numbers numbers = new MetricsFile.Numbers(recording, new Recording());
    private final Chart chart = new Chart("Lag", List.of(Metric.LAG));

    @Test
    void theSameMinuteStandsAtTheSamePlaceInEveryChart() {
        assertThat(AXIS.x(0)).isEqualTo(Axis.LEFT);
        assertThat(AXIS.x(10)).isEqualTo(Axis.WIDTH - Axis.RIGHT);
        assertThat(AXIS.x(12)).isEqualTo(Axis.WIDTH - Axis.RIGHT);
    }

    @Test
    void aCurveIsBrokenWhereNothingWasMeasured() {
        recording.add("lag", 0.1, 5);
        recording.add("lag", 0.6, 6);
        recording.add("lag", 5.1, 7);

        String svg = chart.svg(numbers, AXIS, List.of());

        assertThat(svg.split("d=\"")[1].split("\"")[0]).matches("M[^ML]+L[^ML]+M[^ML]+");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LAG          | 506     | 0, 150, 300, 450, 600
            LAG          | 5       | 0, 2, 4, 6, 8
            LAG          | 120     | 0, 30, 60, 90, 120
            FAILURE_RATE | 1       | 0.0 %, 25.0 %, 50.0 %, 75.0 %, 100.0 %
            """)
    void marksAreRound(Metric metric, double most, String marks) {
        recording.add(metric == Metric.LAG ? "lag" : "failed", 5, most);

        String svg = new Chart("", List.of(metric)).svg(numbers, AXIS, List.of());

        assertThat(Pattern.compile("text-anchor=\"end\"[^>]*>([^<]*)<")
                        .matcher(svg)
                        .results()
                        .map(mark -> mark.group(1))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(marks);
    }

    @Test
    void whatWasDoneIsMarkedAndCannotBecomeMarkup() {
        String svg = chart.svg(numbers, AXIS, List.of(new Deed(Instant.EPOCH, 5, "<script>\"&")));

        assertThat(svg).contains("&lt;script&gt;&quot;&amp;").doesNotContain("<script>");
    }
}
