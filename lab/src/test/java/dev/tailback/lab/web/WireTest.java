package dev.tailback.lab.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Wire wire = new Wire();

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void aRequestArrivesAsItWasMeantAndItsAnswerComesBack() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            // No length: chunks.
            exchange.sendResponseHeaders(422, 0);
            exchange.getResponseBody().write("{\"detail\":\"ausverkauft: ".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            exchange.getResponseBody().write("Stühle\"}".getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/carts?a=1");
            Answer answer = wire.post(uri, Map.of("sku", "ü"), Map.of("Idempotency-Key", "k"), SOON);
            wire.delete(uri, SOON);

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.reason()).isEqualTo("ausverkauft: Stühle");
            assertThatThrownBy(answer::demandGood)
                    .matches(failure -> failure instanceof WebFailure refused && refused.isRefusal());
            assertThat(heard).containsExactly("POST /carts?a=1 k {\"sku\":\"ü\"}", "DELETE /carts?a=1 null ");
            assertThat(wire.openConnections()).isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aConnectionThatTheServerGaveUpIsReplaced() throws Exception {
        String good = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        try (Script server = new Script(good, good)) {
            assertThat(wire.get(server.uri(), SOON).status()).isEqualTo(200);
            assertThat(wire.get(server.uri(), SOON).status()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(wire.openConnections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSH-2.0-OpenSSH\\r\\n                                      | speaks no HTTP/1.1: SSH-2.0-OpenSSH",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 9999999\\r\\n\\r\\n   | 9999999 bytes is not allowed: up to 4194304",
                "HTTP/1.1 200 OK\\r\\n\\r\\n                                | neither a length nor chunks",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 10\\r\\n\\r\\n{       | closed the connection before it had answered",
            })
    void whatIsNoAnswerIsSaid(String answer, String sentence) throws Exception {
        try (Script server = new Script(answer.replace("\\r", "\r").replace("\\n", "\n"))) {
            assertThatThrownBy(() -> wire.get(server.uri(), SOON))
                    .isInstanceOf(WebFailure.class)
                    .hasMessageContaining(sentence);
            assertThat(wire.openConnections()).isZero();
        }
    }

    @Test
    void silenceAndAbsenceAreToldApart() throws Exception {
        URI nobody;
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            assertThatThrownBy(() -> wire.get(nobody, Duration.ofMillis(50)))
                    .hasMessage(nobody + " did not answer within 50 ms");
        }
        assertThatThrownBy(() -> wire.get(nobody, SOON))
                .hasMessage(nobody + " is not reachable: nothing listens there");
    }

    @Test
    void whoIsInterruptedDoesNotWaitForTheAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            AtomicReference<Throwable> end = new AtomicReference<>();
            CountDownLatch asked = new CountDownLatch(1);
            Thread shopper = Thread.ofVirtual().start(() -> {
                try {
                    asked.countDown();
                    wire.get(uri, Duration.ofMinutes(5));
                } catch (InterruptedException | RuntimeException ended) {
                    end.set(ended);
                }
            });
            asked.await();
            silent.accept().getInputStream().read();

            shopper.interrupt();
            shopper.join();

            assertThat(end.get()).isInstanceOf(InterruptedException.class);
        }
    }

    /** Answers each connection once, with what it was told, and closes it. */
    private static final class Script implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> told;
        private volatile int connections;

        Script(String... answers) throws IOException {
            told = List.of(answers);
            Thread.ofVirtual().start(this::play);
        }

        private void play() {
            for (String answer : told) {
                try (Socket socket = server.accept()) {
                    connections++;
                    socket.getInputStream().readNBytes(4);
                    socket.getOutputStream().write(answer.getBytes(UTF_8));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException closed) {
                    return;
                }
            }
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
        }

        int connections() {
            return connections;
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
