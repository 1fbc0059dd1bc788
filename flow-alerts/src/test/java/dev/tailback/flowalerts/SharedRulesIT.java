package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.flowalerts.incidents.notify.Received;
import dev.tailback.flowalerts.rules.core.engine.Engine;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.lab.testing.ShopServers;
import dev.tailback.lab.testing.ShopServersExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two processes share the keys of all rules, and one of them notifies; one of them is killed. */
@ExtendWith(ShopServersExtension.class)
class SharedRulesIT {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern READY = Pattern.compile("ready: (\\S+), OTLP (\\S+),");
    private static final int KEYS = 12;
    private static final int WANTED = 4;
    private static final String SCAN = "db.full_table_scan";
    private static final String SLOW = "db.slow_query";
    private static final String FAILED = "checkout.failed";

    @TempDir
    private Path folder;

    private final String broker;
    private final String prefix = "rules-" + Long.toHexString(System.nanoTime());
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Instance> instances = new ArrayList<>();
    private final long begin = System.currentTimeMillis() * 1_000_000;
    private Received hook;
    private int spans;

    SharedRulesIT(ShopServers servers) {
        broker = servers.bootstrapServers();
    }

    private record Instance(Process process, URI api, URI otlp) {}

    @BeforeEach
    void listen() throws IOException {
        hook = new Received(number -> 204);
        Files.writeString(folder.resolve("hook.secret"), "0123456789abcdef");
        Files.writeString(
                folder.resolve("notify.yaml"),
                "external_url: http://alerts.example\nwebhooks: [{url: '%s', secret_file: hook.secret}]\n"
                        .formatted(hook.url("/hook")));
    }

    @AfterEach
    void end() {
        instances.forEach(instance -> instance.process().destroyForcibly());
        client.close();
        hook.close();
    }

    @Test
    void aKillChangesNoVerdictAndTheOtherTakesTheSharesAndTheLead() throws Exception {
        Files.writeString(
                Files.createDirectories(folder.resolve("rules")).resolve("scans.yaml"), """
                rule: scans
                by: service.name
                stages: [{span: db.full_table_scan == true, at_least: %d}]
                ---
                rule: slow-then-failed
                by: service.name
                stages: [{span: db.slow_query == true}, {span: checkout.failed == true}]
                """.formatted(WANTED));
        Instance first = start("first");
        Instance second = start("second");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(List.of(mode(first), mode(second))).allMatch(mode -> mode.contains("2 of 4")));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(List.of(leads(first), leads(second))).containsExactlyInAnyOrder(true, false));

        // What came second came first, by the other instance and so by another partition.
        send(second, "early", FAILED, time(1));
        send(first, "early", SLOW, time(0));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(List.of(incidents(first), incidents(second))).containsExactly(1, 1));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(deliveries()).hasSize(1));

        scans(first, 0);
        scans(second, 1);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(matched(first) + matched(second)).isEqualTo(2 * KEYS + 2));
        assertThat(deliveries()).as("told by the one that leads").hasSize(1);
        first.process().destroyForcibly();
        scans(second, 2);
        scans(second, 3);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(fired()).hasSize(KEYS + 1));
        assertThat(fired()).containsExactlyInAnyOrderElementsOf(expected().toList());
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(mode(second)).contains("4 of 4");
            assertThat(leads(second)).isTrue();
            assertThat(incidents(second)).isEqualTo(KEYS + 1);
            // What the one before has sent is not known to the other, and may come once more, under its id.
            assertThat(Set.copyOf(deliveries()))
                    .containsExactlyInAnyOrderElementsOf(
                            expected().map(incident -> incident + ".firing.0").toList());
        });
        assertThat(get(second, "/api/rules").get("counts").get("missed").asInt())
                .isZero();
    }

    /** The incidents that one engine alone would tell of. */
    private Stream<String> expected() {
        return Stream.concat(
                Stream.of(Engine.incident("slow-then-failed", new Key(List.of("early")), time(1))),
                IntStream.range(0, KEYS)
                        .mapToObj(
                                key -> Engine.incident("scans", new Key(List.of("service-" + key)), time(WANTED - 1))));
    }

    private List<String> deliveries() {
        return hook.requests.stream()
                .map(request -> request.headers().get("x-tailback-delivery"))
                .toList();
    }

    private List<String> fired() {
        List<String> told = new ArrayList<>();
        for (JsonNode verdict : verdicts()) {
            if (verdict.get("untilNanos").isNull()) {
                told.add(verdict.get("incident").asString());
            }
        }
        return told;
    }

    private List<JsonNode> verdicts() {
        TopicPartition topic = new TopicPartition(prefix + "-verdicts", 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(topic));
            consumer.seekToBeginning(List.of(topic));
            Long end = consumer.endOffsets(List.of(topic)).getOrDefault(topic, 0L);
            List<JsonNode> found = new ArrayList<>();
            while (consumer.position(topic) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(MAPPER.readTree(record.value())));
            }
            return found;
        }
    }

    private long time(int round) {
        return begin + round * 1_000_000L;
    }

    /** One of each key. */
    private void scans(Instance instance, int round) throws Exception {
        for (int key = 0; key < KEYS; key++) {
            send(instance, "service-" + key, SCAN, time(round));
        }
    }

    private void send(Instance instance, String service, String flag, long end) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(instance.otlp().resolve("/v1/traces"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(span(service, flag, end)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String span(String service, String flag, long end) {
        spans++;
        return """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}}]},
                 "scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x","name":"SELECT","kind":3,
                 "startTimeUnixNano":"%d","endTimeUnixNano":"%d",
                 "attributes":[{"key":"%s","value":{"boolValue":true}}]}]}]}]}
                """.formatted(service, spans, spans, end - 1_000, end, flag);
    }

    private JsonNode get(Instance instance, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(instance.api().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        return MAPPER.readTree(answer.body());
    }

    private String mode(Instance instance) throws Exception {
        return get(instance, "/api/rules").get("mode").asString();
    }

    private boolean leads(Instance instance) throws Exception {
        return get(instance, "/api/rules").get("leads").asBoolean();
    }

    private int incidents(Instance instance) throws Exception {
        return get(instance, "/api/incidents").get("total").asInt();
    }

    private int matched(Instance instance) throws Exception {
        return get(instance, "/api/rules")
                .get("counts")
                .get("engine")
                .get("matched")
                .asInt();
    }

    private Instance start(String name) throws Exception {
        Path log = folder.resolve(name + ".log");
        String java = ProcessHandle.current().info().command().orElseThrow();
        ProcessBuilder builder = new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlowAlertsMain.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> settings = new HashMap<>();
        settings.put(Settings.PORT, "0");
        settings.put(Settings.OTLP_HTTP_PORT, "0");
        settings.put(Settings.OTLP_GRPC_PORT, "0");
        settings.put(Settings.DATA, folder.resolve(name).toString());
        settings.put(RuleVariables.RULES, folder.resolve("rules").toString());
        settings.put(RuleVariables.KAFKA, broker);
        settings.put(RuleVariables.PREFIX, prefix);
        settings.put(IncidentVariables.NOTIFY, folder.resolve("notify.yaml").toString());
        builder.environment().putAll(settings);
        Process process = builder.start();
        await().atMost(PATIENCE)
                .until(() -> READY.matcher(Files.readString(log)).find());
        Matcher ready = READY.matcher(Files.readString(log));
        assertThat(ready.find()).isTrue();
        Instance instance = new Instance(process, URI.create(ready.group(1)), URI.create(ready.group(2)));
        instances.add(instance);
        return instance;
    }
}
