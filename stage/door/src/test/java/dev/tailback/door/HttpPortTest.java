package dev.tailback.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpPortTest {
    private static final Duration SOON = Duration.ofSeconds(8);

    private HttpPort port;

    @BeforeEach
    void open() throws IOException {
        port = HttpPort.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Doorkeeper.of(
                        Openness.of(
                                InetAddress.getLoopbackAddress(),
                                name -> name.equals("TAILBACK_ALLOWED_ORIGINS") ? "http://shop.example" : null),
                        Rooms.openTo()),
                exchange -> {
                    try (exchange) {
                        byte[] body = exchange.getRequestBody().readAllBytes();
                        exchange.sendResponseHeaders(200, body.length + 2);
                        exchange.getResponseBody().write("ok".getBytes(UTF_8));
                        exchange.getResponseBody().write(body);
                    }
                });
    }

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void aStrangerIsRefusedBeforeAnythingIsDone() throws IOException {
        String answer = send("POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .containsIgnoringCase("Content-Type: application/problem+json")
                .contains("Host is 'evil.example'");
    }

    @Test
    void aBrowserHearsThatAPageMaySpeakToThePortIfTheSettingsNameIt() throws IOException {
        String head = " / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: ";

        assertThat(send("OPTIONS" + head + "http://shop.example\r\n\r\n"))
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("Access-Control-Allow-Origin: http://shop.example");
        assertThat(send("GET" + head + "http://shop.example\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("Access-Control-Allow-Origin: http://shop.example");
        assertThat(send("OPTIONS" + head + "http://evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .doesNotContainIgnoringCase("Access-Control");
    }

    @Test
    @Timeout(20)
    void fivehundredSlowRequestsHoldUpNobodyAndEnd() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            for (int i = 0; i < 500; i++) {
                Socket socket = connect();
                String head = i % 2 == 0
                        ? "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{"
                        : "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ";
                socket.getOutputStream().write(head.getBytes(UTF_8));
                slow.add(socket);
            }
            drip.scheduleWithFixedDelay(() -> slow.forEach(HttpPortTest::aByte), 100, 100, TimeUnit.MILLISECONDS);

            assertThat(send("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
            for (Socket socket : slow) {
                assertThat(isEnded(socket)).isTrue();
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static void aByte(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
        } catch (IOException ended) {
            // As it should be, some time.
        }
    }

    private static boolean isEnded(Socket socket) throws IOException {
        socket.setSoTimeout(Math.toIntExact(SOON.toMillis()));
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private Socket connect() throws IOException {
        return new Socket(port.address().getAddress(), port.address().getPort());
    }

    private String send(String request) throws IOException {
        try (Socket socket = connect();
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(Math.toIntExact(SOON.toMillis()));
            out.write(request.getBytes(UTF_8));
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
