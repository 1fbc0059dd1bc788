package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        var response = running.postProtobuf("/v1/traces", request(span(1), span(2).clearSpanId()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
        var partial = ExportTraceServiceResponse.parseFrom(response.body()).getPartialSuccess();
        assertThat(partial.getRejectedSpans()).isEqualTo(1);
        assertThat(partial.getErrorMessage()).contains("span_id is empty");
        assertThat(running.get("/health").toString()).contains("\"received\":1", "\"rejected_spans\":1");
    }

    @Test
    void theContentTypeMayHaveParametersAndAnyCase() throws Exception {
        var response = running.post("/v1/traces", request(span(1)), "Content-Type", "Application/X-Protobuf; v=1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "logs"})
    void metricsAndLogsAreCounted(String signal) throws Exception {
        var response = running.postProtobuf("/v1/" + signal, Running.gzip(GARBAGE), "Content-Encoding", "gzip");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(running.get("/health").get("otlp_requests").get(signal).asInt())
                .isEqualTo(1);
    }

    @Test
    void whatIsNotProtobufIsRefused() throws Exception {
        assertRefused(
                running.post("/v1/traces", GARBAGE, "Content-Type", "application/json"),
                415,
                3,
                "Content-Type is 'application/json'; allowed: application/x-protobuf");
        assertRefused(running.post("/v1/logs", GARBAGE), 415, 3, "Content-Type is missing");
        assertRefused(
                running.postProtobuf("/v1/traces", GARBAGE, "Content-Encoding", "zstd"),
                415,
                3,
                "Content-Encoding is 'zstd'; allowed: gzip, or none");
    }

    @Test
    void aMalformedBodyIsRefused() throws Exception {
        var packed = Running.gzip(request(span(1)));

        assertRefused(running.postProtobuf("/v1/traces", GARBAGE), 400, 3, "not an ExportTraceServiceRequest");
        assertRefused(
                running.postProtobuf("/v1/traces", GARBAGE, "Content-Encoding", "gzip"), 400, 3, "body is not gzip");
        assertRefused(
                running.postProtobuf(
                        "/v1/traces", Arrays.copyOf(packed, packed.length - 9), "Content-Encoding", "gzip"),
                400,
                3,
                "body is not gzip");
        assertThat(running.get("/health").get("otlp_requests").get("refused").asInt())
                .isEqualTo(3);
        assertThat(running.get("/health").get("spans").get("received").asInt()).isZero();
    }

    @Test
    void aBodyOfTheGreatestSizeIsTakenAndOneByteMoreIsNot() throws Exception {
        assertThat(running.postProtobuf("/v1/logs", new byte[4 * MIB]).statusCode())
                .isEqualTo(200);
        assertRefused(running.postProtobuf("/v1/logs", new byte[4 * MIB + 1]), 413, 8, "larger than 4194304 bytes");
    }

    @Test
    void aBodyThatUnpacksToTheGreatestSizeIsTakenAndOneByteMoreIsNot() throws Exception {
        assertThat(postPacked(new byte[16 * MIB]).statusCode()).isEqualTo(200);
        assertRefused(postPacked(new byte[16 * MIB + 1]), 413, 8, "unpacked body is larger than 16777216 bytes");
        var incompressible = new byte[4 * MIB];
        new Random(1).nextBytes(incompressible);
        assertRefused(postPacked(incompressible), 413, 8, "the body is larger than 4194304 bytes");
    }

    @Test
    void theSenderOfALargeBodySeesTheRefusalAndNotAReset() throws Exception {
        assertRefused(running.postProtobuf("/v1/traces", new byte[12 * MIB]), 413, 8, "larger than");
    }

    @Test
    void anotherMethodOrPathIsRefused() throws Exception {
        var get = running.request("GET", running.otlp("/v1/traces"));

        assertRefused(get, 405, 12, "method is GET; allowed: POST");
        assertThat(get.headers().firstValue("Allow")).hasValue("POST");
        assertRefused(running.postProtobuf("/v1/trace", GARBAGE), 404, 12, "path is '/v1/trace'; allowed: /v1/traces");
    }

    @Test
    void aConnectionIsKeptOverAnswersAndRefusals() throws Exception {
        try (var socket =
                new Socket(running.otlp("/").getHost(), running.otlp("/").getPort())) {
            for (var i = 0; i < 3; i++) {
                assertThat(statusLine(socket, "application/x-protobuf", 2_000)).isEqualTo("HTTP/1.1 200 OK");
                assertThat(statusLine(socket, "text/plain", MIB)).isEqualTo("HTTP/1.1 415 Unsupported Media Type");
            }
        }
    }

    @Test
    void whileAllPlacesAreTakenBySlowSendersTheNextIsAskedToComeAgain() throws Exception {
        var slow = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 8; i++) {
                slow.add(new Socket(
                        running.otlp("/").getHost(), running.otlp("/").getPort()));
                slow.getLast().getOutputStream().write(head("application/x-protobuf", 1));
            }
            // Whoever writes does not learn when the server has begun to read.
            await().untilAsserted(() -> {
                var refused = running.postProtobuf("/v1/logs", new byte[1]);
                assertRefused(refused, 503, 14, "8 requests are being read");
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            });

            slow.getFirst().getOutputStream().write(0);

            await().untilAsserted(() -> assertThat(
                            running.postProtobuf("/v1/logs", new byte[1]).statusCode())
                    .isEqualTo(200));
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
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
        var first = line(socket.getInputStream());
        var length = 0;
        for (var line = line(socket.getInputStream()); !line.isEmpty(); line = line(socket.getInputStream())) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring("content-length: ".length()));
            }
        }
        socket.getInputStream().readNBytes(length);
        return first;
    }

    private static String line(InputStream in) throws Exception {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n' && next != -1; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private HttpResponse<byte[]> postPacked(byte[] body) throws Exception {
        return running.postProtobuf("/v1/logs", Running.gzip(body), "Content-Encoding", "gzip");
    }

    /** A google.rpc.Status, read by hand: code = 1, message = 2. */
    private static void assertRefused(HttpResponse<byte[]> response, int status, int code, String message)
            throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
        var in = CodedInputStream.newInstance(response.body());
        assertThat(in.readTag()).isEqualTo(1 << 3);
        assertThat(in.readInt32()).isEqualTo(code);
        assertThat(in.readTag()).isEqualTo(2 << 3 | 2);
        assertThat(in.readString()).contains(message);
        assertThat(in.isAtEnd()).isTrue();
    }

    private static Span.Builder span(int id) {
        return Span.newBuilder()
                .setTraceId(ByteString.copyFrom(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}))
                .setSpanId(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) id}))
                .setName("work");
    }

    private static byte[] request(Span.Builder... spans) {
        var scope = ScopeSpans.newBuilder();
        Arrays.stream(spans).forEach(scope::addSpans);
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build()
                .toByteArray();
    }
}
