package dev.tailback.flowalerts.rules.feed;

import dev.tailback.flowalerts.logs.LogLine;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.metrics.MetricValue;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes signals. */
public final class Feed {
    private Feed() {}

    public static Signal of(Span span) {
        return new Signal(
                SignalKind.SPAN,
                span.endUnixNano(),
                span.traceId().high(),
                span.traceId().low(),
                span.spanId(),
                span.name(),
                new SpanFields(span));
    }

    public static Signal of(MetricPoint point) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("metric", point.name());
        own.put("unit", point.unit());
        own.put("service.name", point.resource().service());
        switch (point.value()) {
            case MetricValue.Single single -> own.put("value", single.number());
            case MetricValue.Distribution distribution -> putDistribution(own, distribution);
        }
        Identity series = Identity.of(point.name())
                .and(point.resource().attributes())
                .and(point.scope().name())
                .and(point.attributes());
        return new Signal(
                SignalKind.METRIC,
                point.unixNano(),
                series.high(),
                series.low(),
                0,
                point.name(),
                new LayeredFields(own, point.attributes(), point.resource().attributes()));
    }

    /** A distribution has no one value: a rule asks for one of these, or there is nothing to compare. */
    private static void putDistribution(Map<String, Object> own, MetricValue.Distribution distribution) {
        own.put("count", distribution.count());
        own.put("sum", distribution.sum());
        if (distribution.min() != null) {
            own.put("min", distribution.min());
        }
        if (distribution.max() != null) {
            own.put("max", distribution.max());
        }
    }

    public static Signal of(LogLine line) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("body", line.body());
        own.put("severity", (long) line.severityNumber());
        own.put("severity.text", line.severityText());
        own.put("service.name", line.resource().service());
        if (!line.eventName().isEmpty()) {
            own.put("event.name", line.eventName());
        }
        TraceId traceId = line.traceId();
        if (traceId != null) {
            own.put("trace.id", traceId.toString());
        }
        Identity said = Identity.of(line.eventName())
                .and(line.resource().attributes())
                .and(line.body())
                .and(line.severityText())
                .and(line.attributes());
        return new Signal(
                SignalKind.LOG,
                line.unixNano(),
                said.high(),
                said.low(),
                line.spanId(),
                line.eventName(),
                new LayeredFields(own, line.attributes(), line.resource().attributes()));
    }
}
