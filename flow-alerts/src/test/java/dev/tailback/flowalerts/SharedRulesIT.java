package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two processes share the keys of all rules; one of them is killed. */
@ExtendWith(ShopServersExtension.class)
class SharedRulesIT {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern READY = Pattern.compile("ready: (\\S+), OTLP (\\S+),");
    private static final int KEYS = 12;
    private static final int WANTED = 4;

    @TempDir
    private Path folder;

    private final String broker;
    private final String prefix = "rules-" + Long.toHexString(System.nanoTime());
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Instance> instances = new ArrayList<>();
    private final long begin = System.currentTimeMillis() * 1_000_000;
    private int spans;

    SharedRulesIT(ShopServers servers) {
        broker = servers.bootstrapServers();
    }

    private record Instance(Process process, URI api, URI otlp) {}

    @AfterEach
    void end() {
        instances.forEach(instance -> instance.process().destroyForcibly());
        client.close();
    }

    @Test
    void aKillChangesNoVerdictAndTheOtherTakesTheSharesAndTheLead() throws Exception {
        Files.writeString(
                Files.createDirectories(folder.resolve("rules")).resolve("scans.yaml"),
                "rule: scans\nby: service.name\nstages: [{span: db.full_table_scan == true, at_least: %d}]\n"
                        .formatted(WANTED));
        var first = start("first");
        var second = start("second");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(List.of(mode(first), mode(second))).allMatch(mode -> mode.contains("2 of 4")));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(List.of(leads(first), leads(second))).containsExactlyInAnyOrder(true, false));

        scans(first, 0);
        scans(second, 1);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(matched(first) + matched(second)).isEqualTo(2 * KEYS));
        first.process().destroyForcibly();
        scans(second, 2);
        scans(second, 3);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(fired()).hasSize(KEYS));
        assertThat(fired()).containsExactlyInAnyOrderElementsOf(expected());
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(mode(second)).contains("4 of 4");
            assertThat(leads(second)).isTrue();
            assertThat(get(second, "/api/incidents").get("total").asInt()).isEqualTo(KEYS);
        });
        assertThat(get(second, "/api/rules").get("counts").get("missed").asInt())
                .isZero();
    }

    /** The incidents that one engine alone would tell of. */
    private List<String> expected() {
        return IntStream.range(0, KEYS)
                .mapToObj(key -> Engine.incident("scans", new Key(List.of("service-" + key)), time(WANTED - 1)))
                .toList();
    }

    private List<String> fired() {
        var told = new ArrayList<String>();
        for (var verdict : verdicts()) {
            if (verdict.get("untilNanos").isNull()) {
                told.add(verdict.get("incident").asString());
            }
        }
        return told;
    }

    private List<JsonNode> verdicts() {
        var topic = new TopicPartition(prefix + "-verdicts", 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(topic));
            consumer.seekToBeginning(List.of(topic));
            var end = consumer.endOffsets(List.of(topic)).getOrDefault(topic, 0L);
            var found = new ArrayList<JsonNode>();
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
        for (var key = 0; key < KEYS; key++) {
            var answer = client.send(
                    HttpRequest.newBuilder(instance.otlp().resolve("/v1/traces"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(span("service-" + key, time(round))))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private String span(String service, long end) {
        spans++;
        return """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}}]},
                 "scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"%016x","name":"SELECT","kind":3,
                 "startTimeUnixNano":"%d","endTimeUnixNano":"%d",
                 "attributes":[{"key":"db.full_table_scan","value":{"boolValue":true}}]}]}]}]}
                """.formatted(service, spans, spans, end - 1_000, end);
    }

    private JsonNode get(Instance instance, String path) throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(instance.api().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        return MAPPER.readTree(answer.body());
    }

    private String mode(Instance instance) throws Exception {
        return get(instance, "/api/rules").get("mode").asString();
    }

    private boolean leads(Instance instance) throws Exception {
        return get(instance, "/api/rules").get("leads").asBoolean();
    }

    private int matched(Instance instance) throws Exception {
        return get(instance, "/api/rules")
                .get("counts")
                .get("engine")
                .get("matched")
                .asInt();
    }

    private Instance start(String name) throws Exception {
        var log = folder.resolve(name + ".log");
        var java = ProcessHandle.current().info().command().orElseThrow();
        var builder = new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlowAlertsMain.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var settings = new HashMap<String, String>();
        settings.put(Settings.PORT, "0");
        settings.put(Settings.OTLP_HTTP_PORT, "0");
        settings.put(Settings.OTLP_GRPC_PORT, "0");
        settings.put(Settings.DATA, folder.resolve(name).toString());
        settings.put(RuleVariables.RULES, folder.resolve("rules").toString());
        settings.put(RuleVariables.KAFKA, broker);
        settings.put(RuleVariables.PREFIX, prefix);
        builder.environment().putAll(settings);
        var process = builder.start();
        await().atMost(PATIENCE)
                .until(() -> READY.matcher(Files.readString(log)).find());
        var ready = READY.matcher(Files.readString(log));
        assertThat(ready.find()).isTrue();
        var instance = new Instance(process, URI.create(ready.group(1)), URI.create(ready.group(2)));
        instances.add(instance);
        return instance;
    }
}
