package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.metrics.MetricValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Series, each with its latest point. */
record MetricListJson(List<PointJson> metrics) {

    static MetricListJson of(List<MetricPoint> points) {
        return new MetricListJson(points.stream().map(PointJson::of).toList());
    }

    /** @param value of a gauge or a sum; the others have a distribution */
    record PointJson(
            String name,
            String service,
            String kind,
            String unit,
            Map<String, Object> attributes,
            String at,
            @Nullable Number value,
            @Nullable DistributionJson distribution) {

        static PointJson of(MetricPoint point) {
            return new PointJson(
                    point.name(),
                    point.resource().service(),
                    point.kind().name().toLowerCase(Locale.ROOT),
                    point.unit(),
                    point.attributes().asMap(),
                    WrittenTime.rfc3339(point.unixNano()),
                    point.value() instanceof MetricValue.Single single ? single.number() : null,
                    point.value() instanceof MetricValue.Distribution distribution
                            ? DistributionJson.of(distribution)
                            : null);
        }
    }

    record DistributionJson(
            long count,
            double sum,
            @Nullable Double min,
            @Nullable Double max,
            List<Double> bounds,
            List<Long> counts) {
        static DistributionJson of(MetricValue.Distribution value) {
            return new DistributionJson(
                    value.count(), value.sum(), value.min(), value.max(), value.bounds(), value.counts());
        }
    }
}
