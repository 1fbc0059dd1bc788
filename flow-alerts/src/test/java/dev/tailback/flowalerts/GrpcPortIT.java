package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the gRPC port takes and what it refuses. */
class GrpcPortIT {
    private static final int MIB = 1 << 20;

    private final Running running = new Running();
    private final ManagedChannel channel = channelToThePort();

    @AfterEach
    void stop() {
        channel.shutdownNow();
        running.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "none"})
    void spansOfTheRealExporterAreShown(String compression) throws Exception {
        OtlpGrpcSpanExporter exporter = OtlpGrpcSpanExporter.builder()
                .setEndpoint(running.grpc().toString())
                .setCompression(compression)
                .build();
        String traceId;
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()) {
            io.opentelemetry.api.trace.Span span =
                    provider.get("test").spanBuilder("reserve").startSpan();
            span.addEvent("late", Attributes.of(AttributeKey.stringKey("why"), "queue"));
            span.end();
            traceId = span.getSpanContext().getTraceId();
            assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
        }

        JsonNode span = running.get("/api/traces/" + traceId).get("spans").get(0);
        assertThat(span.get("name").asString()).isEqualTo("reserve");
        assertThat(span.get("events").get(0).get("attributes").toString()).isEqualTo("{\"why\":\"queue\"}");
    }

    @Test
    void metricsOfTheRealExporterAreShown() throws Exception {
        OtlpGrpcMetricExporter exporter = OtlpGrpcMetricExporter.builder()
                .setEndpoint(running.grpc().toString())
                .build();
        try (SdkMeterProvider provider = SdkMeterProvider.builder()
                .registerMetricReader(PeriodicMetricReader.create(exporter))
                .build()) {
            provider.get("test").counterBuilder("orders").build().add(3);
            provider.get("test").histogramBuilder("duration").build().record(0.2);
            assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
        }

        JsonNode orders = running.get("/api/metrics?name=orders").get("metrics").get(0);
        assertThat(orders.get("kind").asString()).isEqualTo("sum");
        assertThat(orders.get("value").asInt()).isEqualTo(3);
        JsonNode duration =
                running.get("/api/metrics?name=duration").get("metrics").get(0);
        assertThat(duration.get("kind").asString()).isEqualTo("histogram");
        assertThat(duration.get("distribution").get("count").asInt()).isEqualTo(1);
        assertThat(duration.get("distribution").get("max").asDouble()).isEqualTo(0.2);
    }

    @Test
    void logRecordsOfTheRealExporterAreShown() throws Exception {
        OtlpGrpcLogRecordExporter exporter = OtlpGrpcLogRecordExporter.builder()
                .setEndpoint(running.grpc().toString())
                .build();
        try (SdkLoggerProvider provider = SdkLoggerProvider.builder()
                .addLogRecordProcessor(SimpleLogRecordProcessor.create(exporter))
                .build()) {
            provider.get("test").logRecordBuilder().setBody("paid").emit();
            assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess())
                    .isTrue();
        }

        assertThat(running.get("/api/logs").get("logs").get(0).get("body").asString())
                .isEqualTo("paid");
    }

    @Test
    void spansWithoutAnIdAreRejectedInAPartialSuccess() throws Exception {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addSpans(Span.newBuilder().setName("nameless"))));

        ExportTraceServiceResponse response = ExportTraceServiceResponse.parseFrom(
                export("trace.v1.TraceService", request.build().toByteArray()));

        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
        assertThat(response.getPartialSuccess().getErrorMessage()).contains("trace_id is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trace.v1.TraceService", "metrics.v1.MetricsService", "logs.v1.LogsService"})
    void aMalformedMessageIsAnInvalidArgumentAndAnEmptyOneASuccess(String service) throws Exception {
        StatusRuntimeException refused = refused(service, "not a message".getBytes(StandardCharsets.UTF_8));

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused.getStatus().getDescription()).startsWith("the body is not an Export");
        assertThat(details(refused)).contains("google.rpc.BadRequest");
        assertThat(running.get("/health").get("otlp").get("refused").asInt()).isEqualTo(1);
        assertThat(export(service, new byte[0])).isEmpty();
    }

    @Test
    void aMessageThatUnpacksToMoreThanIsAllowedIsRefused() {
        StatusRuntimeException refused = refused("logs.v1.LogsService", new byte[16 * MIB + 1]);

        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(details(refused)).as("to come again would be in vain").doesNotContain("RetryInfo");
    }

    @Test
    void anotherMethodIsUnimplemented() {
        assertThat(refused("trace.v1.Unknown", new byte[0]).getStatus().getCode())
                .isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    @Test
    void aConnectionThatHoldsWhatItMayIsAskedToComeAgainAndAnotherIsServed() {
        ArrayList<ClientCall<byte[], byte[]>> slow = new ArrayList<io.grpc.ClientCall<byte[], byte[]>>();
        for (int i = 0; i < 8; i++) {
            ClientCall<byte[], byte[]> call = channel.newCall(method("logs.v1.LogsService"), CallOptions.DEFAULT);
            call.start(new io.grpc.ClientCall.Listener<>() {}, new Metadata());
            slow.add(call);
        }
        // Whoever calls does not learn when the server has begun to listen.
        await().untilAsserted(() -> {
            StatusRuntimeException refused = refused("logs.v1.LogsService", new byte[0]);
            assertThat(refused).as("there was room still").isNotNull();
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(refused.getStatus().getDescription()).startsWith("this sender has ");
            assertThat(details(refused)).contains("google.rpc.RetryInfo");
        });
        ManagedChannel another = channelToThePort();
        try {
            assertThat(ClientCalls.blockingUnaryCall(
                            another, method("logs.v1.LogsService"), CallOptions.DEFAULT, new byte[0]))
                    .isEmpty();
        } finally {
            another.shutdownNow();
        }

        slow.getFirst().cancel("the sender went away", null);

        await().untilAsserted(() ->
                assertThat(export("logs.v1.LogsService", new byte[0])).isEmpty());
    }

    private ManagedChannel channelToThePort() {
        return NettyChannelBuilder.forAddress(
                        running.grpc().getHost(), running.grpc().getPort())
                .usePlaintext()
                .build();
    }

    private StatusRuntimeException refused(String service, byte[] message) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> export(service, message));
    }

    /** A gzipped message. */
    private byte[] export(String service, byte[] message) {
        return ClientCalls.blockingUnaryCall(
                channel, method(service), CallOptions.DEFAULT.withCompression("gzip"), message);
    }

    private static String details(StatusRuntimeException refused) {
        Metadata trailers = refused.getTrailers();
        byte[] details = trailers == null
                ? null
                : trailers.get(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER));
        return details == null ? "" : new String(details, StandardCharsets.ISO_8859_1);
    }

    static MethodDescriptor<byte[], byte[]> method(String service) {
        return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("opentelemetry.proto.collector." + service + "/Export")
                .build();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
