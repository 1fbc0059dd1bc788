package dev.tailback.flowalerts.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.logs.LogLine;
import dev.tailback.flowalerts.metrics.MetricKind;
import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.metrics.MetricValue;
import dev.tailback.flowalerts.otlp.RecordedRequests;
import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.signals.TraceId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is written as OTLP is read as what it was. */
class WrittenAgainTest {
    private static final Resource RESOURCE =
            new Resource("checkout", Attributes.of(Map.of("service.name", "checkout", "replicas", 2L)));
    private static final Scope SCOPE = new Scope("hikari", "1");

    private static RecordedRequests.Read read(Map<String, Object> request) {
        StringBuilder otherwise = new StringBuilder();
        return new RecordedRequests()
                .read(new JsonMapper().writeValueAsString(request), otherwise)
                .orElseThrow(() -> new AssertionError(otherwise));
    }

    private static MetricPoint point(MetricKind kind, MetricValue value) {
        return new MetricPoint(
                RESOURCE,
                SCOPE,
                "queue.size",
                "1",
                kind,
                Attributes.of(Map.of("pool", "primary")),
                1_700_000_000_123_456_789L,
                value);
    }

    @Test
    void metricPoints() {
        List<MetricPoint> points = List.of(
                point(MetricKind.GAUGE, new MetricValue.Single(3L)),
                point(MetricKind.SUM, new MetricValue.Single(0.25)),
                point(
                        MetricKind.HISTOGRAM,
                        new MetricValue.Distribution(3, 1.5, 0.1, 1.0, List.of(0.5, 1.0), List.of(1L, 1L, 1L))));

        assertThat(read(OtlpMetricsJson.request(points)).points()).isEqualTo(points);
    }

    @Test
    void logLines() {
        List<LogLine> lines = List.of(
                new LogLine(
                        RESOURCE,
                        SCOPE,
                        5,
                        17,
                        "ERROR",
                        "demo",
                        "no \"connection\"",
                        Attributes.NONE,
                        new TraceId(1, 2),
                        3),
                new LogLine(RESOURCE, SCOPE, 6, 9, "INFO", "", "well", Attributes.of(Map.of("a", true)), null, 0));

        assertThat(read(OtlpLogsJson.request(lines)).lines()).isEqualTo(lines);
    }
}
