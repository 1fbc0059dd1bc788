package dev.tailback.flowalerts.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatestMetricsTest {
    private static final Resource SHOP = new Resource("shop", Attributes.NONE);

    private final LatestMetrics metrics = new LatestMetrics(2, 1L << 40);

    @Test
    void aSeriesIsToldByItsAttributesAndKeepsItsLatestPoint() {
        metrics.take(List.of(point("a", 1, 10), point("b", 1, 20), point("a", 2, 11), point("a", 1, 9)));

        assertThat(metrics.find(point -> true, 10))
                .extracting(MetricPoint::value)
                .containsExactly(new MetricValue.Single(11L), new MetricValue.Single(20L));
        assertThat(metrics.counts()).isEqualTo(new MetricCounts(4, 2, 0, 2));
    }

    @Test
    void theSeriesThatWasSilentForLongestGoesFirst() {
        metrics.take(List.of(point("a", 1, 1), point("b", 1, 2), point("a", 2, 3)));

        metrics.take(List.of(point("c", 3, 4)));

        assertThat(metrics.find(point -> true, 10))
                .extracting(point -> point.attributes().asMap().get("pool"))
                .containsExactly("a", "c");
        assertThat(metrics.counts()).isEqualTo(new MetricCounts(4, 2, 1, 2));
    }

    @Test
    void bytesOfReplacedAndEvictedPointsAreGivenBack() {
        LatestMetrics small = new LatestMetrics(1_000, 2_500);

        for (int round = 0; round < 100; round++) {
            small.take(List.of(point("a", round, 1), point("b", round, 2), point("c", round, 3)));
        }

        assertThat(small.counts()).isEqualTo(new MetricCounts(300, 3, 0, 1_000));
    }

    @Test
    void evictsByBytesBeforeTheNumberIsReached() {
        LatestMetrics small = new LatestMetrics(1_000, 2_500);

        small.take(List.of(point("a".repeat(1_000), 1, 1), point("b".repeat(1_000), 1, 2)));

        assertThat(small.counts()).isEqualTo(new MetricCounts(2, 1, 1, 1_000));
    }

    @Test
    void refusesToHaveNoRoom() {
        assertThatThrownBy(() -> new LatestMetrics(0, 1)).hasMessageContaining("maxSeries is 0");
    }

    private static MetricPoint point(String pool, long unixNano, long value) {
        return new MetricPoint(
                SHOP,
                Scope.UNKNOWN,
                "connections",
                "",
                MetricKind.GAUGE,
                Attributes.of(Map.of("pool", pool)),
                unixNano,
                new MetricValue.Single(value));
    }
}
