package dev.tailback.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** To whom a process tells what, with real receivers. */
class TelemetryTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> STANDARD = List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.headers");

    private final Receiver ours = new Receiver();
    private final Receiver theirs = new Receiver();

    @AfterEach
    void end() {
        STANDARD.forEach(System::clearProperty);
        ours.close();
        theirs.close();
    }

    @Test
    void whoNamesNobodyElseTellsFlowAlertsAlone() {
        try (Telemetry telemetry = Telemetry.startFor("shop", ours.url())) {
            span(telemetry);
            telemetry.spanExport().upToNow().join();
            assertThat(ours.paths()).containsExactly("/v1/traces");
        }
        assertThat(ours.paths()).contains("/v1/metrics");
    }

    @Test
    void aVendorNamedByTheStandardVariablesIsToldBeside() {
        System.setProperty("otel.exporter.otlp.endpoint", theirs.url());
        System.setProperty("otel.exporter.otlp.headers", "api-key=secret");
        try (Telemetry telemetry = Telemetry.startFor("shop", ours.url())) {
            span(telemetry);
            await().atMost(SOON).until(() -> theirs.paths().contains("/v1/traces"));
        }
        assertThat(ours.paths()).contains("/v1/traces", "/v1/metrics");
        assertThat(theirs.paths()).contains("/v1/traces", "/v1/metrics");
        assertThat(theirs.keys).containsOnly("secret");
        assertThat(ours.keys).containsOnly("");
    }

    @Test
    void nobodyIsToldOfALookThatFoundNothingToDo() {
        System.setProperty("otel.exporter.otlp.endpoint", theirs.url());
        try (Telemetry telemetry = Telemetry.startFor("shop", ours.url())) {
            Span idle =
                    telemetry.sdk().getTracer("test").spanBuilder("idle look").startSpan();
            IdleSpans.mark(idle);
            idle.end();
            span(telemetry);
        }
        for (Receiver receiver : List.of(ours, theirs)) {
            assertThat(receiver.bodies("/v1/traces"))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("work")
                    .doesNotContain("idle look");
        }
    }

    @Test
    void aVendorWhoHangsKeepsNobodyWaiting() throws Exception {
        System.setProperty("otel.exporter.otlp.endpoint", theirs.url());
        theirs.hang();
        try (Telemetry telemetry = Telemetry.startFor("shop", ours.url())) {
            span(telemetry);
            await().atMost(SOON).until(() -> theirs.paths().contains("/v1/traces"));
            span(telemetry);
            // Well below the second after which it would give up.
            telemetry.spanExport().upToNow().get(800, TimeUnit.MILLISECONDS);
            assertThat(ours.paths()).contains("/v1/traces");
            theirs.goOn();
        }
    }

    @Test
    void whatAReceiverThatHangsCannotTakeIsDroppedAndCounted() {
        ours.hang();
        try (Telemetry telemetry = Telemetry.startFor("shop", ours.url())) {
            Tracer tracer = telemetry.sdk().getTracer("test");
            int told = 0;
            long began = System.nanoTime();
            for (; told < 3 * OwnBackend.MOST_SPANS; told++) {
                tracer.spanBuilder("one of many").startSpan().end();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);

            String dropped = new String(telemetry.metrics().page(null).body(), UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("otel_sdk_processor_span_processed_span_total")
                            && line.contains("error_type=\"queue_full\""))
                    .findFirst()
                    .orElseThrow();
            double count = Double.parseDouble(dropped.substring(dropped.lastIndexOf(' ')));
            // What is in the queue and in the hand of the exporter was not dropped.
            assertThat(count).isBetween((double) OwnBackend.MOST_SPANS, (double) told - OwnBackend.MOST_SPANS);
            ours.goOn();
        }
    }

    @Test
    void whatIsLoggedIsToldToBothWithItsTraceItsNameAndItsFields() {
        System.setProperty("otel.exporter.otlp.endpoint", theirs.url());
        Span span;
        try (Telemetry telemetry = Telemetry.startFor("shop", ours.url())) {
            span = telemetry.sdk().getTracer("test").spanBuilder("work").startSpan();
            try (Scope inSpan = span.makeCurrent()) {
                LoggerFactory.getLogger(TelemetryTest.class)
                        .atInfo()
                        .addKeyValue(Names.EVENT, "something_happened")
                        .addKeyValue("held", 95)
                        .log("said aloud");
            }
            span.end();
        }
        for (Receiver receiver : List.of(ours, theirs)) {
            assertThat(receiver.bodies("/v1/logs"))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("said aloud", "something_happened", "held")
                    .contains(new String(span.getSpanContext().getTraceIdBytes(), ISO_8859_1))
                    .contains(new String(span.getSpanContext().getSpanIdBytes(), ISO_8859_1))
                    .doesNotContain("otel.event.name");
        }
    }

    private static void span(Telemetry telemetry) {
        telemetry.sdk().getTracer("test").spanBuilder("work").startSpan().end();
    }

    /** Takes whatever comes, or lets it wait. */
    private static final class Receiver implements AutoCloseable {
        private final HttpServer server;
        private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
        private final Queue<String> keys = new ConcurrentLinkedQueue<>();
        private volatile CountDownLatch open = new CountDownLatch(0);

        Receiver() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException taken) {
                throw new IllegalStateException(taken);
            }
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::take);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        /** @param body with every byte as a character */
        private record Request(String path, String body) {}

        List<String> paths() {
            return requests.stream().map(Request::path).distinct().toList();
        }

        List<String> bodies(String path) {
            return requests.stream()
                    .filter(request -> request.path().equals(path))
                    .map(Request::body)
                    .toList();
        }

        void hang() {
            open = new CountDownLatch(1);
        }

        void goOn() {
            open.countDown();
        }

        private void take(HttpExchange exchange) throws IOException {
            try (exchange) {
                byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
                requests.add(new Request(exchange.getRequestURI().getPath(), new String(body, ISO_8859_1)));
                String key = exchange.getRequestHeaders().getFirst("api-key");
                keys.add(key == null ? "" : key);
                open.await();
                exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            goOn();
            server.stop(0);
        }
    }
}
