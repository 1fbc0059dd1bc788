package dev.tailback.lab.scenario.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.run.Deed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void whatWasDoneIsMarkedAndCannotBecomeMarkup() {
        String svg = chart.svg(numbers, AXIS, List.of(new Deed(Instant.EPOCH, 5, "<script>\"&")));

        assertThat(svg).contains("&lt;script&gt;&quot;&amp;").doesNotContain("<script>");
    }
}
