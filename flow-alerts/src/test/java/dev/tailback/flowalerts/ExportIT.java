package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The way a trace really goes: OpenTelemetry's SDK and exporter, a socket, the store, the API. */
class ExportIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private final Running running = new Running();

    @AfterEach
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "none"})
    void aTraceOfTheRealExporterIsShownAsItWasSent(String compression) throws Exception {
        String traceId;
        try (SdkTracerProvider provider = provider("checkout", compression)) {
            Tracer tracer = provider.get("test");
            Span root = tracer.spanBuilder("POST /orders")
                    .setSpanKind(SpanKind.SERVER)
                    .setStartTimestamp(NOON)
                    .startSpan();
            Span child = tracer.spanBuilder("reserve")
                    .setParent(Context.root().with(root))
                    .setStartTimestamp(NOON.plusMillis(1))
                    .setAttribute("order.id", "A7")
                    .setAttribute("items", 3)
                    .startSpan();
            child.setStatus(StatusCode.ERROR, "out of stock");
            child.end(NOON.plusMillis(3));
            root.end(NOON.plusMillis(5));
            traceId = root.getSpanContext().getTraceId();
            export(provider);
        }

        JsonNode spans = running.get("/api/traces/" + traceId).get("spans");

        assertThat(spans).hasSize(2);
        assertThat(spans.get(0).get("name").asString()).isEqualTo("POST /orders");
        assertThat(spans.get(0).get("service").asString()).isEqualTo("checkout");
        assertThat(spans.get(0).get("kind").asString()).isEqualTo("server");
        assertThat(spans.get(0).get("started_at").asString()).isEqualTo("2026-03-01T12:00:00.123456789Z");
        assertThat(spans.get(0).has("parent_span_id")).isFalse();
        assertThat(spans.get(1).get("parent_span_id")).isEqualTo(spans.get(0).get("span_id"));
        assertThat(spans.get(1).get("duration_ms").asDouble()).isEqualTo(2.0);
        assertThat(spans.get(1).get("status").asString()).isEqualTo("error");
        assertThat(spans.get(1).get("status_message").asString()).isEqualTo("out of stock");
        assertThat(spans.get(1).get("attributes").toString()).isEqualTo("{\"items\":3,\"order.id\":\"A7\"}");
        assertThat(running.get("/health").get("spans").toString())
                .isEqualTo("{\"received\":2,\"stored\":2,\"evicted\":0,\"capacity\":1000}");
    }

    @Test
    void aTraceIsFoundByAnAttributeAndTheNewestComesFirst() throws Exception {
        try (SdkTracerProvider provider = provider("checkout", "gzip")) {
            Tracer tracer = provider.get("test");
            span(tracer, "old", NOON, Attributes.of(AttributeKey.stringKey("order.id"), "A 7"));
            span(tracer, "new", NOON.plusSeconds(1), Attributes.of(AttributeKey.stringKey("order.id"), "B8"));
            export(provider);
        }

        assertThat(rootNames("/api/traces")).isEqualTo("new,old");
        assertThat(rootNames("/api/traces?limit=1")).isEqualTo("new");
        assertThat(rootNames("/api/traces?attribute=order.id&value=A%207")).isEqualTo("old");
        assertThat(rootNames("/api/traces?attribute=order.id&value=none")).isEmpty();
        assertThat(running.get("/api/traces?limit=1").get("traces").get(0).propertyNames())
                .containsExactly("trace_id", "root", "services", "spans", "started_at", "duration_ms", "errors");
    }

    @Test
    void aBatchThatARecordLinksToIsShownOnlyWhenLinksAreFollowed() throws Exception {
        SpanContext record;
        try (SdkTracerProvider provider = provider("checkout", "gzip")) {
            Tracer tracer = provider.get("test");
            Span batch = tracer.spanBuilder("transaction")
                    .setNoParent()
                    .setStartTimestamp(NOON)
                    .startSpan();
            tracer.spanBuilder("INSERT orders")
                    .setParent(Context.root().with(batch))
                    .setStartTimestamp(NOON)
                    .startSpan()
                    .end(NOON.plusMillis(1));
            batch.end(NOON.plusMillis(2));
            Span process = tracer.spanBuilder("process")
                    .setNoParent()
                    .addLink(batch.getSpanContext())
                    .setStartTimestamp(NOON.plusSeconds(1))
                    .startSpan();
            process.end(NOON.plusSeconds(2));
            record = process.getSpanContext();
            export(provider);
        }

        String path = "/api/traces/" + record.getTraceId();
        assertThat(names(running.get(path).get("spans"))).isEqualTo("process");
        assertThat(names(running.get(path + "?follow_links=true").get("spans")))
                .isEqualTo("process,transaction,INSERT orders");
    }

    @Test
    void itsOwnFiguresGoToWhomTheStandardVariablesName() throws Exception {
        Map<String, String> variables = Map.of(
                OwnVariables.ENDPOINT,
                running.otlp("").toString(),
                OwnVariables.NAME,
                "watcher",
                OwnVariables.ATTRIBUTES,
                "service.namespace=shop",
                "OTEL_METRIC_EXPORT_INTERVAL",
                "100");
        try (Running watcher = new Running(1, variables)) {
            assertThat(watcher.get("/health").get("status").asString()).isEqualTo("up");

            await().untilAsserted(() -> {
                JsonNode received =
                        running.get("/api/metrics?service=watcher&name=flow_alerts_received_requests_total");
                assertThat(received.get("metrics").size()).isEqualTo(3);
                JsonNode one = received.get("metrics").get(0);
                assertThat(one.get("kind").asString()).isEqualTo("sum");
                assertThat(one.get("attributes").get("signal").asString()).isEqualTo("logs");
            });
        }
    }

    @Test
    void itsOwnFiguresAreInItsListAndItSendsItselfNone() throws Exception {
        int port = freePort();
        Map<String, String> variables =
                Map.of(OwnVariables.ENDPOINT, "http://localhost:" + port, "OTEL_METRIC_EXPORT_INTERVAL", "100");
        try (Running watcher = new Running(1, variables, port)) {
            await().untilAsserted(() -> assertThat(watcher.get("/api/metrics?name=flow_alerts_worker_up")
                            .get("metrics")
                            .size())
                    .isPositive());

            assertThat(watcher.get("/health").get("otlp").get("metrics").toString())
                    .contains("\"requests\":0");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void span(Tracer tracer, String name, Instant start, Attributes attributes) {
        tracer.spanBuilder(name)
                .setNoParent()
                .setStartTimestamp(start)
                .setAllAttributes(attributes)
                .startSpan()
                .end(start.plusMillis(1));
    }

    private SdkTracerProvider provider(String service, String compression) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(running.otlp("/v1/traces").toString())
                .setCompression(compression)
                .build();
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build();
    }

    private static void export(SdkTracerProvider provider) {
        assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    private String rootNames(String path) throws Exception {
        return running.get(path)
                .get("traces")
                .valueStream()
                .map(trace -> trace.get("root").get("name").asString())
                .reduce((left, right) -> left + "," + right)
                .orElse("");
    }

    private static String names(JsonNode spans) {
        return spans.valueStream()
                .map(span -> span.get("name").asString())
                .reduce((left, right) -> left + "," + right)
                .orElse("");
    }
}
