package dev.tailback.flowalerts.otlp.decoding;

import dev.tailback.flowalerts.metrics.MetricKind;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.metrics.MetricValue;
import dev.tailback.flowalerts.otlp.wire.Cut;
import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.ArrayList;
import java.util.List;

/** Turns OTLP's data points into ours; those of a metric without a name, and those that cannot be put in time, are rejected. */
public final class MetricDecoder {
    private final Shared shared;
    private final AttributeDecoder attributes;
    private final List<MetricPoint> points = new ArrayList<>();
    private final Flaws flaws = new Flaws();

    private MetricDecoder(Shared shared) {
        this.shared = shared;
        this.attributes = new AttributeDecoder(shared);
    }

    public static Decoded<MetricPoint> decode(ExportMetricsServiceRequest request, Shared shared) {
        return new MetricDecoder(shared).decode(request);
    }

    private Decoded<MetricPoint> decode(ExportMetricsServiceRequest request) {
        for (ResourceMetrics ofResource : request.getResourceMetricsList()) {
            Resource resource = shared.resource(ofResource.getResource(), attributes);
            for (ScopeMetrics ofScope : ofResource.getScopeMetricsList()) {
                Scope scope = shared.scope(ofScope.getScope());
                ofScope.getMetricsList().forEach(metric -> decode(new Head(resource, scope, metric)));
            }
        }
        return Decoded.of(points, flaws, attributes);
    }

    /** What all points of a metric have in common. */
    private record Head(Resource resource, Scope scope, Metric metric) {}

    private void decode(Head head) {
        Metric metric = head.metric();
        switch (metric.getDataCase()) {
            case GAUGE -> numbers(head, MetricKind.GAUGE, metric.getGauge().getDataPointsList());
            case SUM -> numbers(head, MetricKind.SUM, metric.getSum().getDataPointsList());
            case HISTOGRAM ->
                metric.getHistogram()
                        .getDataPointsList()
                        .forEach(point -> add(
                                head,
                                MetricKind.HISTOGRAM,
                                point.getAttributesList(),
                                point.getTimeUnixNano(),
                                point.getFlags(),
                                new MetricValue.Distribution(
                                        point.getCount(),
                                        point.getSum(),
                                        point.hasMin() ? point.getMin() : null,
                                        point.hasMax() ? point.getMax() : null,
                                        point.getExplicitBoundsList(),
                                        point.getBucketCountsList())));
            case EXPONENTIAL_HISTOGRAM ->
                metric.getExponentialHistogram()
                        .getDataPointsList()
                        .forEach(point -> add(
                                head,
                                MetricKind.EXPONENTIAL_HISTOGRAM,
                                point.getAttributesList(),
                                point.getTimeUnixNano(),
                                point.getFlags(),
                                new MetricValue.Distribution(
                                        point.getCount(),
                                        point.getSum(),
                                        point.hasMin() ? point.getMin() : null,
                                        point.hasMax() ? point.getMax() : null,
                                        List.of(),
                                        List.of())));
            case SUMMARY ->
                metric.getSummary()
                        .getDataPointsList()
                        .forEach(point -> add(
                                head,
                                MetricKind.SUMMARY,
                                point.getAttributesList(),
                                point.getTimeUnixNano(),
                                point.getFlags(),
                                new MetricValue.Distribution(
                                        point.getCount(), point.getSum(), null, null, List.of(), List.of())));
            // A kind that is newer than we are, or a metric without points: nothing came that could be lost.
            case DATA_NOT_SET -> {}
        }
    }

    private void numbers(Head head, MetricKind kind, List<NumberDataPoint> numbers) {
        numbers.forEach(point -> add(
                head,
                kind,
                point.getAttributesList(),
                point.getTimeUnixNano(),
                point.getFlags(),
                new MetricValue.Single(number(point))));
    }

    private static Number number(NumberDataPoint point) {
        if (point.hasAsInt()) {
            return point.getAsInt();
        }
        return point.getAsDouble();
    }

    private void add(Head head, MetricKind kind, List<KeyValue> ofPoint, long unixNano, int flags, MetricValue value) {
        String name = head.metric().getName();
        if (name.isEmpty()) {
            flaws.reject("metric without a name; allowed: any text but the empty one");
        } else if (unixNano < 0) {
            flaws.reject(
                    "metric '%s': time is 2^63 ns or more; allowed: up to the year 2262".formatted(Cut.text(name)));
        } else if (!saysNothing(flags)) {
            points.add(point(head, kind, attributes.decode(ofPoint), unixNano, value));
        }
    }

    /** A series that ends has such a last point. */
    private static boolean saysNothing(int flags) {
        return (flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0;
    }

    private MetricPoint point(Head head, MetricKind kind, Attributes ofPoint, long unixNano, MetricValue value) {
        return new MetricPoint(
                head.resource(),
                head.scope(),
                shared.text(head.metric().getName()),
                shared.text(head.metric().getUnit()),
                kind,
                ofPoint,
                unixNano,
                value);
    }
}
