package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.metrics.MetricValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Metric points as OTLP has them in JSON. What we do not keep of them cannot be told: whether a sum is cumulative (most are,
 * and it is said so), and the buckets of an exponential histogram or a summary, which go as a histogram without any.
 */
final class OtlpMetricsJson {
    private static final int CUMULATIVE = 2;

    private OtlpMetricsJson() {}

    /** An ExportMetricsServiceRequest. */
    static Map<String, Object> request(List<MetricPoint> points) {
        List<Map<String, Object>> resources = new ArrayList<>();
        points.stream()
                .collect(Collectors.groupingBy(
                        MetricPoint::resource,
                        LinkedHashMap::new,
                        Collectors.groupingBy(MetricPoint::scope, LinkedHashMap::new, Collectors.toList())))
                .forEach((resource, byScope) -> {
                    List<Map<String, Object>> scopes = new ArrayList<>();
                    byScope.forEach((scope, ofScope) -> scopes.add(Map.of(
                            "scope", OtlpJson.scope(scope),
                            "metrics",
                                    ofScope.stream()
                                            .map(OtlpMetricsJson::metric)
                                            .toList())));
                    resources.add(Map.of("resource", OtlpJson.resource(resource), "scopeMetrics", scopes));
                });
        return Map.of("resourceMetrics", resources);
    }

    private static Map<String, Object> metric(MetricPoint point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", point.name());
        json.put("unit", point.unit());
        switch (point.kind()) {
            case GAUGE -> json.put("gauge", Map.of("dataPoints", List.of(point(point))));
            case SUM ->
                json.put("sum", Map.of("aggregationTemporality", CUMULATIVE, "dataPoints", List.of(point(point))));
            case HISTOGRAM, EXPONENTIAL_HISTOGRAM, SUMMARY ->
                json.put(
                        "histogram", Map.of("aggregationTemporality", CUMULATIVE, "dataPoints", List.of(point(point))));
        }
        return json;
    }

    private static Map<String, Object> point(MetricPoint point) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("timeUnixNano", String.valueOf(point.unixNano()));
        json.put("attributes", OtlpJson.attributes(point.attributes()));
        switch (point.value()) {
            case MetricValue.Single single -> {
                if (single.number() instanceof Long whole) {
                    json.put("asInt", String.valueOf(whole));
                } else {
                    json.put("asDouble", number(single.number().doubleValue()));
                }
            }
            case MetricValue.Distribution distribution -> put(json, distribution);
        }
        return json;
    }

    private static void put(Map<String, Object> json, MetricValue.Distribution distribution) {
        json.put("count", String.valueOf(distribution.count()));
        json.put("sum", number(distribution.sum()));
        if (distribution.min() != null) {
            json.put("min", number(distribution.min()));
        }
        if (distribution.max() != null) {
            json.put("max", number(distribution.max()));
        }
        json.put("explicitBounds", distribution.bounds());
        json.put(
                "bucketCounts",
                distribution.counts().stream().map(String::valueOf).toList());
    }

    /** What is no number is a text in protobuf's JSON. */
    private static Object number(double number) {
        return Double.isFinite(number)
                ? (Object) number
                : Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }
}
