package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many spans a second flow-alerts takes in with the lab's JVM flags, what that costs it of the processor, and what it
 * holds in memory when its store is full. No test by its name, so it runs only when asked for:
 *
 * <p>{@code mvn verify -pl flow-alerts -am -DskipITs -Dtest=ReceiverBench -Dsurefire.failIfNoSpecifiedTests=false}
 */
class ReceiverBench {
    private static final Pattern READY = Pattern.compile("OTLP (\\S+), gRPC ([^\\s\"]+)");
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final int SENDERS = 4;

    // As the SDKs' batch processors send them.
    private static final int SPANS = 512;
    private static final int ATTRIBUTES = 15;

    // More spans than are stored, so that all are new and old ones have to go.
    private static final List<byte[]> REQUESTS =
            IntStream.range(0, 64).mapToObj(ReceiverBench::request).toList();

    private Process process;
    private URI http;
    private URI grpc;

    @BeforeEach
    void start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-XX:MaxMetaspaceSize=64m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:TieredStopAtLevel=1",
                        "-Xss512k",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlowAlertsMain.class.getName())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(Settings.PORT, "0", Settings.OTLP_HTTP_PORT, "0", Settings.OTLP_GRPC_PORT, "0"));
        process = builder.start();
        for (String line : (Iterable<String>) process.inputReader().lines()::iterator) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                http = URI.create(ready.group(1));
                grpc = URI.create(ready.group(2));
                return;
            }
        }
    }

    @AfterEach
    void stop() {
        process.destroy();
    }

    @Test
    void overHttp() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            measure(
                    "HTTP, protobuf",
                    body -> client.send(
                                            HttpRequest.newBuilder(http.resolve("/v1/traces"))
                                                    .header("Content-Type", "application/x-protobuf")
                                                    .POST(BodyPublishers.ofByteArray(body))
                                                    .build(),
                                            BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        }
    }

    @Test
    void overGrpc() throws Exception {
        ManagedChannel channel = NettyChannelBuilder.forAddress(grpc.getHost(), grpc.getPort())
                .usePlaintext()
                .build();
        try {
            measure(
                    "gRPC",
                    body -> ClientCalls.blockingUnaryCall(
                                            channel,
                                            GrpcPortIT.method("trace.v1.TraceService"),
                                            CallOptions.DEFAULT,
                                            body)
                                    .length
                            == 0);
        } finally {
            channel.shutdownNow();
        }
    }

    private interface Sending {
        boolean send(byte[] request) throws Exception;
    }

    private void measure(String way, Sending sending) throws Exception {
        send(sending, WARM_UP);
        long before = cpu();
        long began = System.nanoTime();
        long spans = send(sending, MEASURED);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%s: %,.0f spans/s, %.1f µs of the processor each, %d MB resident at most%n",
                way, spans / seconds, (cpu() - before) / 1e3 / spans, peakMegabytes());
    }

    private static long send(Sending sending, Duration during) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long end = System.nanoTime() + during.toNanos();
        Callable<Integer> sender = () -> {
            int sent = 0;
            for (; System.nanoTime() < end; sent++) {
                assertThat(sending.send(REQUESTS.get(Math.floorMod(next.getAndIncrement(), REQUESTS.size()))))
                        .isTrue();
            }
            return sent;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<Integer>> running = new ArrayList<>();
            IntStream.range(0, SENDERS).forEach(i -> running.add(threads.submit(sender)));
            long sent = 0L;
            for (Future<Integer> one : running) {
                sent += one.get();
            }
            return sent * SPANS;
        }
    }

    private long cpu() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    private long peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024;
    }

    /** Traces of 16 spans, as a query of a stage looks. */
    private static byte[] request(int number) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int i = 0; i < SPANS; i++) {
            Span.Builder span = Span.newBuilder()
                    .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16)
                            .putLong(1)
                            .putLong(number * 1_000L + i / 16 + 1)
                            .flip()))
                    .setSpanId(ByteString.copyFrom(
                            ByteBuffer.allocate(8).putLong(i + 1).flip()))
                    .setName("SELECT tailback.orders")
                    .setKindValue(3)
                    .setStartTimeUnixNano(1_700_000_000_000_000_000L)
                    .setEndTimeUnixNano(1_700_000_000_000_900_000L);
            for (int a = 0; a < ATTRIBUTES; a++) {
                span.addAttributes(text("db.attribute." + a, "value " + a + " of span " + i));
            }
            scope.addSpans(span);
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(text("service.name", "checkout")))
                        .addScopeSpans(scope))
                .build()
                .toByteArray();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }
}
