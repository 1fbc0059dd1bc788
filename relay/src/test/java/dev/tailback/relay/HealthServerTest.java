package dev.tailback.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tailback.telemetry.Telemetry;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The relay's port while it waits for a database. */
class HealthServerTest {
    private final AtomicReference<@Nullable Term> term = new AtomicReference<>();
    private final RelaySettings settings = RelaySettings.from(Map.of("RELAY_PORT", "0", "DB_PORT", "1"));
    private final Watch watch = new Watch(settings, term);
    private HealthServer server;

    @BeforeEach
    void open() throws IOException {
        Telemetry telemetry = Telemetry.start("relay");
        server = new HealthServer(settings, term, watch, new Refusals(), telemetry.metrics(), telemetry.demoClock());
    }

    @AfterEach
    void close() {
        server.close();
        watch.close();
    }

    @Test
    void stalledConnectionsHoldUpNeitherHealthNorMetrics() throws IOException {
        List<Socket> stalled = new ArrayList<>();
        try {
            for (String begun : List.of(
                    "GET /health HTTP/1.1\r\nHost: loc",
                    "POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{")) {
                Socket socket = new Socket("127.0.0.1", server.port());
                socket.getOutputStream().write(begun.getBytes(UTF_8));
                stalled.add(socket);
            }

            assertThat(get("/health", "localhost")).startsWith("HTTP/1.1 503").contains("\"status\"");
            assertThat(get("/metrics", "localhost")).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void aRelayThatNeverSawItsDatabaseLivesAndIsNotReady() throws IOException {
        assertThat(get("/health/live", "localhost")).startsWith("HTTP/1.1 200");
        assertThat(get("/health/ready", "localhost")).startsWith("HTTP/1.1 503").contains("starting");
    }

    @Test
    void strangersAndWrongTurnsAreToldSo() throws IOException {
        assertThat(get("/health", "evil.example")).startsWith("HTTP/1.1 403").contains("Host is 'evil.example'");
        assertThat(get("/healthy", "localhost")).startsWith("HTTP/1.1 404").contains("nothing is at /healthy");
    }

    @Test
    void beyondLoopbackItDoesNotOpenWithoutAToken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RelaySettings.from(Map.of("RELAY_ADDRESS", "0.0.0.0")))
                .withMessageContaining("demands a token");
    }

    @Test
    void itFollowsTheClockOfTheDemoThatItIsTold() throws IOException {
        assertThat(put("/admin/demo-clock", "{\"mode\":\"sale\",\"start_timestamp\":1763740800}"))
                .startsWith("HTTP/1.1 200")
                .contains("\"mode\":\"sale\"");
        assertThat(get("/admin/demo-clock", "localhost")).contains("\"started\":1763740800");
        assertThat(put("/admin/demo-clock", "{}")).startsWith("HTTP/1.1 400").contains("mode must be");
        assertThat(put("/health", "{}")).startsWith("HTTP/1.1 405");
        assertThat(put("/admin/demo-clock", "{\"mode\":\"off\"}")).contains("{\"mode\":\"off\"}");
    }

    private String put(String path, String json) throws IOException {
        return exchange("PUT " + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json);
    }

    private String get(String path, String host) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
