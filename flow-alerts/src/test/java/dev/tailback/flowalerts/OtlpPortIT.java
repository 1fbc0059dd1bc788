package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the OTLP port takes and what it refuses. */
class OtlpPortIT {
    private static final int MIB = 1 << 20;
    private static final byte[] GARBAGE = "not a message".getBytes(StandardCharsets.UTF_8);

    private final Running running = new Running();

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void spansWithoutAnIdAreRejectedInAPartialSuccess() throws Exception {
        HttpResponse<byte[]> response = running.postProtobuf("/v1/traces", request(span(1), span(2).clearSpanId()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
        ExportTracePartialSuccess partial =
                ExportTraceServiceResponse.parseFrom(response.body()).getPartialSuccess();
        assertThat(partial.getRejectedSpans()).isEqualTo(1);
        assertThat(partial.getErrorMessage()).contains("span_id is empty");
        assertThat(running.get("/health").get("otlp").get("traces").toString())
                .isEqualTo("{\"requests\":1,\"items\":1,\"rejected\":1,\"attributes_left_out\":0}");
    }

    @Test
    void theContentTypeMayHaveParametersAndAnyCase() throws Exception {
        HttpResponse<byte[]> response =
                running.post("/v1/traces", request(span(1)), "Content-Type", "Application/X-Protobuf; v=1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void attributesThatAreLeftOutAreToldInAPartialSuccessThatRejectsNothing() throws Exception {
        Span.Builder many = span(1);
        IntStream.range(0, 130).forEach(i -> many.addAttributes(text("k" + i, "v")));

        HttpResponse<byte[]> response = running.postProtobuf("/v1/traces", request(many));

        assertThat(response.statusCode()).isEqualTo(200);
        ExportTracePartialSuccess partial =
                ExportTraceServiceResponse.parseFrom(response.body()).getPartialSuccess();
        assertThat(partial.getRejectedSpans()).isZero();
        assertThat(partial.getErrorMessage()).isEqualTo("2 attributes were left out; allowed: 128 of each");
    }

    @Test
    void metricsAreKeptAndShown() throws Exception {
        Gauge.Builder gauge = Gauge.newBuilder()
                .addDataPoints(NumberDataPoint.newBuilder()
                        .setTimeUnixNano(1_700_000_000_000_000_000L)
                        .setAsInt(7)
                        .addAttributes(text("pool", "main")));
        ExportMetricsServiceRequest body = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .addScopeMetrics(ScopeMetrics.newBuilder()
                                .addMetrics(Metric.newBuilder()
                                        .setName("connections")
                                        .setGauge(gauge))
                                .addMetrics(Metric.newBuilder().setGauge(gauge))))
                .build();

        HttpResponse<byte[]> response =
                running.postProtobuf("/v1/metrics", Running.gzip(body.toByteArray()), "Content-Encoding", "gzip");

        ExportMetricsPartialSuccess partial =
                ExportMetricsServiceResponse.parseFrom(response.body()).getPartialSuccess();
        assertThat(partial.getRejectedDataPoints()).isEqualTo(1);
        assertThat(partial.getErrorMessage()).startsWith("metric without a name");
        assertThat(running.get("/api/metrics?name=connections&service=unknown_service")
                        .toString())
                .isEqualTo("{\"metrics\":[{\"name\":\"connections\",\"service\":\"unknown_service\","
                        + "\"kind\":\"gauge\",\"unit\":\"\",\"attributes\":{\"pool\":\"main\"},"
                        + "\"at\":\"2023-11-14T22:13:20.000000000Z\",\"value\":7}]}");
        assertThat(running.get("/api/metrics?name=other").toString()).isEqualTo("{\"metrics\":[]}");
    }

    @Test
    void logRecordsAreKeptAndShownByTrace() throws Exception {
        LogRecord.Builder record = LogRecord.newBuilder()
                .setTimeUnixNano(1_700_000_000_000_000_000L)
                .setSeverityText("INFO")
                .setSeverityNumberValue(9)
                .setBody(AnyValue.newBuilder().setStringValue("paid"))
                .setTraceId(span(1).getTraceId());
        ExportLogsServiceRequest body = ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .addScopeLogs(ScopeLogs.newBuilder()
                                .addLogRecords(record)
                                .addLogRecords(record.clone().clearTraceId().setSpanId(ByteString.copyFromUtf8("x")))))
                .build();

        HttpResponse<byte[]> response = running.postProtobuf("/v1/logs", body.toByteArray());

        ExportLogsPartialSuccess partial =
                ExportLogsServiceResponse.parseFrom(response.body()).getPartialSuccess();
        assertThat(partial.getRejectedLogRecords()).isEqualTo(1);
        assertThat(partial.getErrorMessage()).isEqualTo("log record: span_id is 78; allowed: 8 bytes or none");
        assertThat(running.get("/api/logs?trace_id=01000000000000000000000000000001")
                        .toString())
                .isEqualTo("{\"logs\":[{\"at\":\"2023-11-14T22:13:20.000000000Z\",\"service\":\"unknown_service\","
                        + "\"severity\":\"INFO\",\"severity_number\":9,\"body\":\"paid\",\"attributes\":{},"
                        + "\"trace_id\":\"01000000000000000000000000000001\"}]}");
        assertThat(running.get("/api/logs?trace_id=01000000000000000000000000000002")
                        .toString())
                .isEqualTo("{\"logs\":[]}");
    }

    @Test
    void aRequestInJsonIsAnsweredInJson() throws Exception {
        String body = """
                {"resourceSpans": [{"scopeSpans": [{"spans": [
                  {"traceId": "0AF7651916CD43DD8448EB211C80319C", "spanId": "b7ad6b7169203331", "name": "whole",
                   "startTimeUnixNano": "1700000000000000000", "endTimeUnixNano": 1700000000001000000, "kind": 3},
                  {"traceId": "0af7651916cd43dd8448eb211c80319c", "name": "half"}]}]}]}""";

        HttpResponse<byte[]> response =
                postJson("/v1/traces", Running.gzip(body.getBytes(StandardCharsets.UTF_8)), "gzip");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(Running.json(response).toString())
                .isEqualTo("{\"partialSuccess\":{\"rejectedSpans\":\"1\","
                        + "\"errorMessage\":\"span 'half': span_id is empty; allowed: 8 bytes, not all zero\"}}");
        JsonNode shown =
                running.get("/api/traces/0af7651916cd43dd8448eb211c80319c").get("spans");
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).get("kind").asString()).isEqualTo("client");
        assertThat(shown.get(0).get("duration_ms").asDouble()).isEqualTo(1.0);
    }

    @Test
    void anEmptyRequestIsASuccessInBothEncodings() throws Exception {
        for (String signal : List.of("traces", "metrics", "logs")) {
            HttpResponse<byte[]> json = postJson("/v1/" + signal, "{}".getBytes(StandardCharsets.UTF_8), "identity");
            assertThat(new String(json.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
            assertThat(running.postProtobuf("/v1/" + signal, new byte[0]).body())
                    .isEmpty();
        }
    }

    @Test
    void aRefusalOfJsonIsWrittenInJson() throws Exception {
        HttpResponse<byte[]> response =
                postJson("/v1/traces", "{\"resourceSpans\": 1}".getBytes(StandardCharsets.UTF_8), "identity");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        String message = "resourceSpans is VALUE_NUMBER_INT; allowed: a JSON array";
        assertThat(Running.json(response).get("code").asInt()).isEqualTo(3);
        assertThat(Running.json(response).get("message").asString()).isEqualTo(message);
        assertThat(Running.json(response).get("details").toString())
                .isEqualTo("[{\"@type\":\"type.googleapis.com/google.rpc.BadRequest\","
                        + "\"fieldViolations\":[{\"field\":\"body\",\"description\":\"" + message + "\"}]}]");
    }

    @Test
    void whatIsNeitherProtobufNorJsonIsRefused() throws Exception {
        assertRefused(
                running.post("/v1/traces", GARBAGE, "Content-Type", "text/plain"),
                415,
                3,
                "Content-Type is 'text/plain'; allowed: application/x-protobuf, application/json");
        assertRefused(running.post("/v1/logs", GARBAGE), 415, 3, "Content-Type is missing");
        assertRefused(
                running.postProtobuf("/v1/traces", GARBAGE, "Content-Encoding", "zstd"),
                415,
                3,
                "Content-Encoding is 'zstd'; allowed: gzip, or none");
    }

    @ParameterizedTest
    @CsvSource({
        "traces, ExportTraceServiceRequest",
        "metrics, ExportMetricsServiceRequest",
        "logs, ExportLogsServiceRequest"
    })
    void aMalformedBodyIsRefused(String signal, String name) throws Exception {
        String path = "/v1/" + signal;
        byte[] packed = Running.gzip(request(span(1)));

        assertRefused(running.postProtobuf(path, GARBAGE), 400, 3, "not an " + name);
        assertRefused(running.postProtobuf(path, GARBAGE, "Content-Encoding", "gzip"), 400, 3, "body is not gzip");
        assertRefused(
                running.postProtobuf(path, Arrays.copyOf(packed, packed.length - 9), "Content-Encoding", "gzip"),
                400,
                3,
                "body is not gzip");
        assertThat(running.get("/health").get("otlp").get("refused").asInt()).isEqualTo(3);
        assertThat(running.get("/health")
                        .get("otlp")
                        .get(signal)
                        .get("requests")
                        .asInt())
                .isZero();
    }

    @Test
    void valuesThatLieTooDeepInOneAnotherAreRefusedInBothEncodings() throws Exception {
        AnyValue.Builder value = AnyValue.newBuilder().setStringValue("deep");
        for (int depth = 0; depth < 40; depth++) {
            value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value));
        }
        Span.Builder deep =
                span(1).addAttributes(KeyValue.newBuilder().setKey("k").setValue(value));
        String json = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"attributes\":[{\"value\":"
                + "{\"arrayValue\":{\"values\":[".repeat(40);

        assertRefused(
                running.postProtobuf("/v1/traces", request(deep)),
                400,
                3,
                "messages lie deeper in one another than 64");
        HttpResponse<byte[]> response = postJson("/v1/traces", json.getBytes(StandardCharsets.UTF_8), "identity");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Running.json(response).get("message").asString())
                .isEqualTo("messages lie deeper in one another than 64; allowed: as deep as that");
    }

    @Test
    void aBodyOfTheGreatestSizeIsTakenAndOneByteMoreIsNot() throws Exception {
        assertThat(running.postProtobuf("/v1/logs", paddedTo(4 * MIB)).statusCode())
                .isEqualTo(200);
        assertRefused(running.postProtobuf("/v1/logs", new byte[4 * MIB + 1]), 413, 8, "larger than 4194304 bytes");
    }

    @Test
    void aBodyThatUnpacksToTheGreatestSizeIsTakenAndOneByteMoreIsNot() throws Exception {
        assertThat(postPacked(paddedTo(16 * MIB)).statusCode()).isEqualTo(200);
        assertRefused(postPacked(new byte[16 * MIB + 1]), 413, 8, "unpacked body is larger than 16777216 bytes");
        byte[] incompressible = new byte[4 * MIB];
        new Random(1).nextBytes(incompressible);
        assertRefused(postPacked(incompressible), 413, 8, "the body is larger than 4194304 bytes");
    }

    @Test
    void theSenderOfALargeBodySeesTheRefusalAndNotAReset() throws Exception {
        assertRefused(running.postProtobuf("/v1/traces", new byte[12 * MIB]), 413, 8, "larger than");
    }

    @Test
    void anotherMethodOrPathIsRefused() throws Exception {
        HttpResponse<byte[]> get = running.request("GET", running.otlp("/v1/traces"));

        assertRefused(get, 405, 12, "method is GET; allowed: POST");
        assertThat(get.headers().firstValue("Allow")).hasValue("POST");
        assertRefused(running.postProtobuf("/v1/trace", GARBAGE), 404, 12, "path is '/v1/trace'; allowed: /v1/traces");
    }

    @Test
    void aConnectionIsKeptOverAnswersAndRefusals() throws Exception {
        try (Socket socket =
                new Socket(running.otlp("/").getHost(), running.otlp("/").getPort())) {
            for (int i = 0; i < 3; i++) {
                assertThat(statusLine(socket, "application/x-protobuf", 0)).isEqualTo("HTTP/1.1 200 OK");
                assertThat(statusLine(socket, "text/plain", MIB)).isEqualTo("HTTP/1.1 415 Unsupported Media Type");
            }
        }
    }

    @Test
    void whileSlowSendersOfMuchHoldWhatTheyMayOthersOfLittleAreServed() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                slow.add(new Socket(
                        running.otlp("/").getHost(), running.otlp("/").getPort()));
                slow.getLast().getOutputStream().write(head("application/x-protobuf", MIB));
                slow.getLast().getOutputStream().write(new byte[MIB / 2]);
            }
            // Whoever writes does not learn when the server has begun to read.
            await().untilAsserted(() -> {
                HttpResponse<byte[]> refused = running.postProtobuf("/v1/logs", paddedTo(MIB));
                assertRefused(refused, 503, 14, "are being read and none ended");
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            });
            assertThat(running.postProtobuf("/v1/logs", paddedTo(1_000)).statusCode())
                    .isEqualTo(200);
            assertThat(running.get("/health").get("otlp").get("turned_away").asInt())
                    .isPositive();

            slow.getFirst().close();

            await().untilAsserted(() -> assertThat(
                            running.postProtobuf("/v1/logs", paddedTo(MIB)).statusCode())
                    .isEqualTo(200));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aFewKilobytesThatWouldBecomeMillionsOfSpansAreRefused() throws Exception {
        String spans = "{},".repeat(1_300_000) + "{}";
        byte[] body = ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}")
                .getBytes(StandardCharsets.UTF_8);

        HttpResponse<byte[]> refused = postJson("/v1/traces", Running.gzip(body), "gzip");

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("{\"code\":8,", "items: spans, points");
        assertThat(running.get("/health").get("otlp").get("too_large").asInt()).isEqualTo(1);
    }

    private static byte[] head(String contentType, int bodyLength) {
        return ("POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                        + bodyLength + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** One request on a connection that stays; its answer is read to the end. */
    private static String statusLine(Socket socket, String contentType, int bodyLength) throws Exception {
        socket.getOutputStream().write(head(contentType, bodyLength));
        socket.getOutputStream().write(new byte[bodyLength]);
        String first = line(socket.getInputStream());
        int length = 0;
        for (String line = line(socket.getInputStream()); !line.isEmpty(); line = line(socket.getInputStream())) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring("content-length: ".length()));
            }
        }
        socket.getInputStream().readNBytes(length);
        return first;
    }

    private static String line(InputStream in) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next != -1; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** A request that carries nothing but a field that nobody knows, in so many bytes. */
    private static byte[] paddedTo(int bytes) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(body);
        // One byte of tag and field number, three or four of length.
        int head = 1 + CodedOutputStream.computeUInt32SizeNoTag(bytes);
        out.writeByteArray(15, new byte[bytes - head]);
        out.flush();
        assertThat(body.size()).isEqualTo(bytes);
        return body.toByteArray();
    }

    private HttpResponse<byte[]> postJson(String path, byte[] body, String contentEncoding) throws Exception {
        return running.post(path, body, "Content-Type", "application/json", "Content-Encoding", contentEncoding);
    }

    private HttpResponse<byte[]> postPacked(byte[] body) throws Exception {
        return running.postProtobuf("/v1/logs", Running.gzip(body), "Content-Encoding", "gzip");
    }

    /** A google.rpc.Status, read by hand: code = 1, message = 2, details = 3. */
    private static void assertRefused(HttpResponse<byte[]> response, int status, int code, String message)
            throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
        CodedInputStream in = CodedInputStream.newInstance(response.body());
        assertThat(in.readTag()).isEqualTo(1 << 3);
        assertThat(in.readInt32()).isEqualTo(code);
        assertThat(in.readTag()).isEqualTo(2 << 3 | 2);
        assertThat(in.readString()).contains(message);
        assertThat(in.readTag()).isEqualTo(status == 400 || status == 503 ? 3 << 3 | 2 : 0);
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static Span.Builder span(int id) {
        return Span.newBuilder()
                .setTraceId(ByteString.copyFrom(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}))
                .setSpanId(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) id}))
                .setName("work");
    }

    private static byte[] request(Span.Builder... spans) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        Arrays.stream(spans).forEach(scope::addSpans);
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build()
                .toByteArray();
    }
}
