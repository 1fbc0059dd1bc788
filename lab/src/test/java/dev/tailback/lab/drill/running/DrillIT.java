package dev.tailback.lab.drill.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.drill.told.Told;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.testlab.TestLab;
import dev.tailback.lab.web.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two short drills: one is searched for what it hides and given up, one is played to its audit. On a lab of their own: where
 * somebody has set the same before, metrics and spans of then would be found.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final List<Part> STAGES = List.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY);

    private TestLab lab;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        lab = new TestLab(folder, "--leave-dead");
    }

    @AfterAll
    void end() throws Exception {
        lab.close();
    }

    @Test
    void noAnswerAndNoSignalNamesWhatWasSetUntilItIsOver() throws Exception {
        Map<Path, Long> logs = logLengths();
        start("sleepy-database", 2);
        await().atMost(SOON).until(() -> p95OfSearchesIsHigh());
        lab.shop.products(5);

        Map<String, String> told = everythingThatIsTold(logs);

        assertThat(told).hasSizeGreaterThan(25);
        told.forEach((source, text) -> assertThat(text.toLowerCase(Locale.ROOT))
                .as(source)
                .doesNotContain(
                        "sleepy",
                        "db.simulation",
                        "demo_slow",
                        "simulation_type",
                        "enable-slow-queries",
                        "delay_ms\":",
                        "slow-queries all",
                        "slow-queries catalog",
                        "\"cause\":{"));
        assertThat(demo().status()).isEqualTo(409);
        URI reset = URI.create(lab.ports.url(Part.CATALOG) + "/demo/reset");
        assertThat(lab.web.post(reset, Map.of(), SOON).reason()).contains("a drill runs");
        assertThat(lab.cli.run("clear").output()).contains("a drill runs: until it is over faults are hidden");
        assertThat(lab.standingFaults()).isEmpty();
        assertThat(lab.cli.run("doctor").output())
                .contains("slowest statement")
                .doesNotContain("./tailback faults", "EXPLAIN it");

        assertThat(said("give-up"))
                .contains("sleepy-database: Each statement of all stages slept", "set       slow-queries");
        Told over = audited();
        assertThat(over.state()).isEqualTo("given up");
        assertThat(over.timeline().toString()).contains("set slow-queries stage=all", "undone: slow-queries");
        assertThat(demo().json().path("slow_queries").path("enabled").asBoolean())
                .isFalse();
    }

    @Test
    void aDrillIsSeenNamedRepairedAndAudited() throws Exception {
        start("silent-relay", 10);
        assertThat(said("name", "stalled-outbox@relay", "--evidence", "slot-unread"))
                .contains("the drill is running: first say that you see something");
        assertThat(said("hint")).contains("All lag is 0, and orders do not end");
        assertThat(said("repair", "start", "inventory")).contains("inventory runs already");
        await().atMost(SOON).until(() -> said("see").contains("Drill: seen"));

        assertThat(said("name", "lost-broker@kafka", "--evidence", "broker-silent"))
                .contains("No, that is not it.");
        assertThat(said("name", "stalled-outbox@relay", "--evidence", "slot-unread,rows-wait-in-outbox"))
                .contains("Right.");
        assertThat(said("repair", "go-on", "relay")).contains("relay was stopped, and goes on");

        Told over = audited();

        assertThat(over.state()).isEqualTo("audited");
        assertThat(String.valueOf(over.score()))
                .contains("at the 2nd try", "1 of 3 hints", "1 repairs were of something else")
                .contains("2 of 2 pieces of evidence");
        assertThat(over.total()).isBetween(40, 95);
        assertThat(said("timeline")).contains("silent-relay-");
        assertThat(lab.standingFaults()).isEmpty();
    }

    private String said(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("drill"));
        command.addAll(List.of(words));
        return lab.cli.run(command.toArray(String[]::new)).output();
    }

    private void start(String incident, int after) throws Exception {
        lab.web
                .post(room("/api/drill/start"), Map.of("incident", incident, "after", after, "seed", 7), SOON)
                .demandGood();
    }

    private Told audited() {
        return await().atMost(SOON).until(this::told, told -> told.total() != null || told.trouble() != null);
    }

    private Told told() throws Exception {
        return lab.web.get(room("/api/drill"), SOON).as(DrillRoutes.Shown.class).drill();
    }

    private boolean p95OfSearchesIsHigh() throws Exception {
        long began = System.nanoTime();
        lab.shop.products(5);
        return System.nanoTime() - began > Duration.ofMillis(500).toNanos();
    }

    private Answer demo() throws InterruptedException {
        return lab.web.get(URI.create(lab.ports.url(Part.CATALOG) + "/demo"), SOON);
    }

    private URI room(String path) {
        return URI.create(lab.ports.controlRoomUrl() + path);
    }

    private Map<Path, Long> logLengths() throws IOException {
        Map<Path, Long> lengths = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(lab.home.resolve("logs"))) {
            for (Path file : files.toList()) {
                lengths.put(file, Files.size(file));
            }
        }
        return lengths;
    }

    /** What a terminal, a page, a scraper or a reader of logs gets, by where they get it. */
    private Map<String, String> everythingThatIsTold(Map<Path, Long> logs) throws Exception {
        Map<String, String> told = new LinkedHashMap<>();
        for (String path : List.of(
                "/api/drill", "/api/faults", "/api/experiment", "/api/processes", "/api/room/history", "/metrics")) {
            ask(told, lab.ports.controlRoomUrl() + path);
        }
        for (Part stage : STAGES) {
            for (String path : List.of("/demo", "/metrics", "/health", "/admin/pool", "/admin/dispatch")) {
                ask(told, lab.ports.url(stage) + path);
            }
        }
        ask(told, lab.ports.url(Part.PAYMENTS) + "/admin/slowness");
        ask(told, lab.ports.url(Part.PAYMENTS) + "/metrics");
        ask(told, lab.ports.url(Part.RELAY) + "/metrics");
        ask(told, lab.ports.url(Part.FLOW_ALERTS) + "/api/incidents");
        ask(told, lab.ports.url(Part.FLOW_ALERTS) + "/metrics");
        for (List<String> command : List.of(
                List.of("faults"),
                List.of("status"),
                List.of("drill", "status", "--json"),
                List.of("incidents", "--json"),
                List.of("spans", "--last", "2m", "--json"))) {
            told.put(
                    String.join(" ", command),
                    lab.cli.run(command.toArray(String[]::new)).output());
        }
        for (Map.Entry<Path, Long> log : logs.entrySet()) {
            byte[] all = Files.readAllBytes(log.getKey());
            int from = (int) Math.min(all.length, log.getValue());
            told.put(log.getKey().getFileName().toString(), new String(all, from, all.length - from, UTF_8));
        }
        return told;
    }

    private void ask(Map<String, String> told, String url) throws Exception {
        Answer answer = lab.web.get(URI.create(url), SOON);
        told.put(url, answer.text());
    }
}
