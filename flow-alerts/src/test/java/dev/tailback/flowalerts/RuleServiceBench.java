package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What the shipped rules cost flow-alerts, with the lab's JVM flags: processor a span with and without them, in alternating
 * pairs; what it holds in memory; and how long it takes from the last span that a rule needs to its alert. No test by its
 * name; {@code bench/rule-service} runs it.
 */
class RuleServiceBench {
    private static final Pattern READY = Pattern.compile("ready: (\\S+), OTLP (\\S+),");
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(4);
    private static final int PAIRS = 3;
    private static final int SENDERS = 2;
    private static final int SPANS = 512;
    private static final int ALERTS = 200;
    private static final int SLOW_SPANS = 5;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong ids = new AtomicLong();

    private record Service(Process process, URI api, URI otlp) implements AutoCloseable {
        long cpuNanos() {
            return process.info().totalCpuDuration().orElseThrow().toNanos();
        }

        long megabytes(String what) throws IOException {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                            .filter(line -> line.startsWith(what + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024;
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    private static Service start(String rules) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-XX:MaxMetaspaceSize=64m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:TieredStopAtLevel=1",
                        "-Xss512k",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlowAlertsMain.class.getName())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        Settings.PORT, "0",
                        Settings.OTLP_HTTP_PORT, "0",
                        Settings.OTLP_GRPC_PORT, "0",
                        RuleVariables.OUT_OF_ORDER, "5",
                        RuleVariables.RULES, rules));
        Process process = builder.start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return new Service(process, URI.create(ready.group(1)), URI.create(ready.group(2)));
            }
        }
        throw new IllegalStateException("flow-alerts ended before it was ready");
    }

    @Test
    void whatTheShippedRulesCost() throws Exception {
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            without.add(measure("without rules", ""));
            with.add(measure("shipped rules", "rules"));
        }
        System.out.printf("median: %.2f µs a span without rules, %.2f with them%n", median(without), median(with));
    }

    private double measure(String name, String rules) throws Exception {
        try (Service service = start(rules)) {
            send(service, WARM_UP);
            long before = service.cpuNanos();
            long began = System.nanoTime();
            long spans = send(service, MEASURED);
            double seconds = (System.nanoTime() - began) / 1e9;
            double micros = (service.cpuNanos() - before) / 1e3 / spans;
            System.out.printf(
                    "%s: %,.0f spans/s, %.2f µs of the processor a span, %d MB resident%n",
                    name, spans / seconds, micros, service.megabytes("VmRSS"));
            return micros;
        }
    }

    private long send(Service service, Duration during) throws Exception {
        long end = System.nanoTime() + during.toNanos();
        AtomicLong sent = new AtomicLong();
        try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        post(service, usual());
                        sent.addAndGet(SPANS);
                    }
                    return null;
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        return sent.get();
    }

    @Test
    void fromTheLastSpanToTheAlert() throws Exception {
        try (Service service = start("rules")) {
            HttpResponse<InputStream> events = client.send(
                    HttpRequest.newBuilder(service.api().resolve("/api/incidents/events"))
                            .build(),
                    BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
                double[] millis = new double[ALERTS];
                for (int alert = 0; alert < ALERTS; alert++) {
                    for (int span = 1; span < SLOW_SPANS; span++) {
                        post(service, slow(alert));
                    }
                    post(service, usual());
                    long began = System.nanoTime();
                    post(service, slow(alert));
                    awaitFiring(lines, "service-" + alert + "\"");
                    millis[alert] = (System.nanoTime() - began) / 1e6;
                }
                Arrays.sort(millis);
                System.out.printf(
                        "last span to alert, of %d: p50 %.1f ms, p99 %.1f ms, worst %.1f ms; %d MB resident at most%n",
                        ALERTS,
                        millis[ALERTS / 2],
                        millis[ALERTS * 99 / 100],
                        millis[ALERTS - 1],
                        service.megabytes("VmHWM"));
            }
        }
    }

    private static void awaitFiring(BufferedReader lines, String key) throws IOException {
        boolean firing = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                firing = line.equals("event: firing");
            } else if (firing && line.startsWith("data: ") && line.contains(key)) {
                return;
            }
        }
        throw new IllegalStateException("the events ended before " + key + " fired");
    }

    private void post(Service service, byte[] body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(service.otlp().resolve("/v1/traces"))
                        .header("Content-Type", "application/x-protobuf")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Traces of a healthy shop: half of their spans are statements, which thresholds of the shipped rules count. */
    private byte[] usual() {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < SPANS; i++) {
            spans.add(i % 2 == 0 ? statement(false) : work());
        }
        return request("checkout", spans);
    }

    private byte[] slow(int alert) {
        return request("service-" + alert, List.of(statement(true)));
    }

    private Span statement(boolean isSlow) {
        return span("SELECT tailback.orders", 3)
                .addAttributes(text("db.system.name", "postgresql"))
                .addAttributes(text("db.operation.name", "SELECT"))
                .addAttributes(text("db.collection.name", "orders"))
                .addAttributes(text("db.query.text", "SELECT state FROM orders WHERE id = $1"))
                .addAttributes(text("db.namespace", "tailback"))
                .addAttributes(text("server.address", "127.0.0.1"))
                .addAttributes(flag("db.slow_query", isSlow))
                .addAttributes(flag("db.full_table_scan", isSlow))
                .build();
    }

    private Span work() {
        return span("process orders", 5)
                .addAttributes(text("messaging.system", "kafka"))
                .addAttributes(text("messaging.destination.name", "orders"))
                .addAttributes(text("messaging.operation.type", "process"))
                .addAttributes(text("messaging.consumer.group.name", "checkout"))
                .addAttributes(text("order.id", "01a1fd98-32aa-7e23-9a3f-32f982a75112"))
                .build();
    }

    private Span.Builder span(String name, int kind) {
        long id = ids.incrementAndGet();
        long now = System.currentTimeMillis() * 1_000_000;
        return Span.newBuilder()
                .setTraceId(ByteString.copyFrom(
                        ByteBuffer.allocate(16).putLong(1).putLong(id / 16 + 1).flip()))
                .setSpanId(
                        ByteString.copyFrom(ByteBuffer.allocate(8).putLong(id).flip()))
                .setName(name)
                .setKindValue(kind)
                .setStartTimeUnixNano(now - 900_000)
                .setEndTimeUnixNano(now);
    }

    private static byte[] request(String service, List<Span> spans) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(text("service.name", service))
                                .addAttributes(text("service.namespace", "shop")))
                        .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(spans)))
                .build()
                .toByteArray();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static KeyValue flag(String key, boolean value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setBoolValue(value))
                .build();
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }
}
