package dev.tailback.flowalerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may speak to the ports of flow-alerts. */
class StrangersIT {
    private static final String TOKEN = "correct-horse-battery";

    private Running running = new Running();

    @AfterEach
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @CsvSource({"/v1/traces", "/v1/metrics", "/v1/logs"})
    void otlpOfAPageOrForAnotherNameIsRefusedInItsOwnManner(String path) throws Exception {
        URI otlp = running.otlp(path);

        assertThat(send(otlp, "POST", "evil.example", "Content-Type: application/json", "Content-Length: 2", "", "{}"))
                .startsWith("HTTP/1.1 403")
                .contains("\"code\":7", "Host is 'evil.example'");
        assertThat(send(otlp, "POST", "localhost", "Origin: http://evil.example", "Content-Length: 0"))
                .startsWith("HTTP/1.1 403")
                .contains("application/x-protobuf", "Origin is 'http://evil.example'");
        assertThat(running.get("/health").get("otlp").get("refused").asInt()).isEqualTo(2);
    }

    @Test
    void theApiIsShutToOtherNamesAndPages() throws Exception {
        assertThat(send(running.api(), "GET", "evil.example"))
                .startsWith("HTTP/1.1 403")
                .contains("application/problem+json");
        assertThat(send(running.api(), "GET", "localhost", "Sec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 403");
        assertThat(send(running.api(), "GET", "localhost:1")).startsWith("HTTP/1.1 200");
    }

    @Test
    void grpcAnswersToItsOwnNamesOnly() {
        MethodDescriptor<byte[], byte[]> export = MethodDescriptor.<byte[], byte[]>newBuilder(new Bytes(), new Bytes())
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("opentelemetry.proto.collector.trace.v1.TraceService/Export")
                .build();
        ManagedChannel channel = ManagedChannelBuilder.forAddress(
                        running.grpc().getHost(), running.grpc().getPort())
                .usePlaintext()
                .overrideAuthority("evil.example")
                .build();

        assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(channel, export, CallOptions.DEFAULT, new byte[0]))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("PERMISSION_DENIED")
                .hasMessageContaining("Host is 'evil.example'");
        channel.shutdownNow();
    }

    @Test
    void beyondLoopbackTheApiNeedsTheTokenAndOtlpDoesNot() throws Exception {
        running.close();
        running = new Running(
                10,
                Map.of(Settings.ADDRESS, "0.0.0.0", "TAILBACK_TOKEN", TOKEN, "TAILBACK_ALLOWED_HOSTS", "flow-alerts"));
        URI traces = running.api().resolve("/api/traces");

        assertThat(send(running.api(), "GET", "10.9.8.7")).startsWith("HTTP/1.1 200");
        assertThat(send(traces, "GET", "flow-alerts:8084"))
                .startsWith("HTTP/1.1 401")
                .contains("Bearer");
        assertThat(send(traces, "GET", "flow-alerts:8084", "Authorization: Bearer " + TOKEN))
                .startsWith("HTTP/1.1 200");
        assertThat(send(traces, "GET", "10.9.8.7", "Authorization: Bearer " + TOKEN))
                .startsWith("HTTP/1.1 403");
        assertThat(send(
                        running.otlp("/v1/traces"),
                        "POST",
                        "flow-alerts",
                        "Content-Type: application/x-protobuf",
                        "Content-Length: 0"))
                .startsWith("HTTP/1.1 200");
    }

    private static String send(URI to, String method, String host, String... lines) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", to.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((method + " " + to.getPath() + " HTTP/1.1\r\nHost: " + host
                                    + "\r\nConnection: close\r\n" + String.join("\r\n", lines)
                                    + (String.join("|", lines).contains("||") ? "" : "\r\n\r\n"))
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
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
                throw new java.io.UncheckedIOException(failure);
            }
        }
    }
}
