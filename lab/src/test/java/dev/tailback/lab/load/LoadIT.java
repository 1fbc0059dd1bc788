package dev.tailback.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.calibration.Costs;
import dev.tailback.lab.calibration.Machine;
import dev.tailback.lab.calibration.Sizing;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.SharedLab;
import dev.tailback.lab.testlab.TestLab;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** Shoppers on their journeys through the real shop. */
@Isolated("latencies, a pool's timeouts, and a yardstick")
@SharedLab({"--products", "300000", "--leave-dead"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String DECLINED = "4000000000000002";

    private TestLab lab;

    @BeforeAll
    void start(TestLab shared) {
        lab = shared;
    }

    @Test
    void journeysEndAsTheyShould() throws Exception {
        Cli.Result load = lab.cli.run(
                "load",
                "--rate=3",
                "--for=8s",
                "--journeys=30/10/60",
                "--card=" + DECLINED + "=50%",
                "--patience=5m",
                "--json");

        List<JsonNode> lines = load.output().lines().map(Json::tree).toList();
        assertThat(lines).as(load.output()).hasSizeGreaterThan(7);
        JsonNode total = lines.getLast();
        assertThat(count(total, "shoppers")).isEqualTo(24);
        assertThat(count(total, "confirmed")).isPositive();
        assertThat(count(total, "declined")).isPositive();
        // They are patient, so that a machine that is busy fails none of them.
        assertThat(count(total, "errors")).as(load.output()).isZero();
        assertThat(count(total, "failed")).as(load.output()).isZero();
        assertThat(load.exitCode()).isZero();
        assertThat(count(total, "confirmed") + count(total, "declined"))
                .isEqualTo(count(total, "accepted"))
                .isEqualTo(total.path("latencies").path("order").path("count").intValue());
        for (String kind : List.of("search", "product", "cart", "checkout", "order")) {
            assertThat(total.path("latencies").path(kind).path("p95_ms").doubleValue())
                    .as(kind)
                    .isPositive();
        }
    }

    @Test
    void readsAreMade() throws Exception {
        Cli.Result reads = lab.cli.run("load", "database", "--rate=20", "--for=5s", "--json");

        JsonNode report = Json.tree(reads.output());
        assertThat(count(report, "queries")).isEqualTo(100);
        assertThat(count(report.path("list"), "count")).isEqualTo(9);
        assertThat(count(report, "errors")).as(reads.output()).isZero();
        assertThat(reads.exitCode()).isZero();
    }

    @Test
    void aDemoIsStartedWatchedAndStopped() throws Exception {
        Map<String, Object> order = Map.of("scenario", "blackfriday", "duration_minutes", 30, "peak_rpm", 400);
        assertThat(post("/admin/start-demo", order).status()).isEqualTo(202);
        assertThat(post("/admin/start-demo", order).status()).isEqualTo(409);

        await().atMost(SOON).until(() -> status().path("confirmed").intValue() > 0);
        assertThat(post("/admin/stop-demo", Map.of()).json().path("running").booleanValue())
                .isFalse();
    }

    @Test
    void aMachineThatChangedIsNoticed() throws Exception {
        assertThat(lab.cli.run("calibrate", "--check").output()).contains("this machine was never measured");
        assertThat(lab.cli.run("calibrate").output()).contains("a lab runs and would slow down what is measured");

        Costs costs = new Costs(500, 10, 40, 300, 200);
        new Calibration(
                        Instant.now(),
                        Machine.here(),
                        600,
                        1e6,
                        1,
                        1_000,
                        costs,
                        new Sizing(1, 1, 1),
                        costs,
                        25.0,
                        0,
                        Calibration.METHOD)
                .remember(new Home(lab.home));
        Cli.Result check = lab.cli.run("calibrate", "--check", "--each=2s");

        assertThat(check.exitCode()).as(check.output()).isEqualTo(3);
        assertThat(check.output()).contains("1000000.0 million numbers a second before", "-100 %", "--recalibrate");
    }

    @Test
    void theDatabaseScenarioContendsForConnectionsAndUndoesEverything() throws Exception {
        Answer answer = post("/api/demo/trigger-database-scenario", Map.of());

        assertThat(answer.isGood()).as(answer.text()).isTrue();
        JsonNode total = answer.json().path("total");
        assertThat(total.path("queries").asInt()).isEqualTo(43);
        assertThat(answer.json().path("requested_queries").asInt()).isEqualTo(43);
        assertThat(answer.json().path("active_queries").asInt())
                .isEqualTo(total.path("active_queries").asInt());
        assertContends(answer, "catalog", 15, 7);
        // Its own work may take one of those that are left.
        assertContends(answer, "checkout", 15, 7);
        assertContends(answer, "inventory", 13, 6);
        assertThat(total.path("failures").asInt())
                .as(answer.text())
                .isEqualTo(total.path("pool_timeouts").asInt());
        assertThat(total.path("pool_utilization_percent").asDouble()).isGreaterThanOrEqualTo(95);
        assertThat(answer.json().path("trace_id").asString()).hasSize(32);
        assertThat(post("/api/demo/trigger-database-scenario", Map.of("speed", 2))
                        .status())
                .isEqualTo(400);
    }

    /**
     * Each connection that is left serves a query at once and another 2.8 s later, within the pool's 3 s: whoever is
     * beyond these two rounds waits in vain. A machine that takes longer than the 3 s for the first round fails the second.
     */
    private static void assertContends(Answer answer, String stage, int queries, int left) {
        JsonNode figures = answer.json().path("stages").path(stage);
        double slowest = figures.path("query_ms").path("max").asDouble();
        int inVain = queries - 2 * left;
        boolean isSecondRoundInTime = slowest < 2_900;

        assertThat(figures.path("queries").asInt()).as(answer.text()).isEqualTo(queries);
        assertThat(slowest).as(answer.text()).isGreaterThanOrEqualTo(2_800);
        assertThat(figures.path("pool_timeouts").asInt())
                .as(answer.text())
                .isBetween(
                        inVain, (isSecondRoundInTime ? inVain : queries - left) + (stage.equals("checkout") ? 1 : 0));
    }

    private static int count(JsonNode json, String what) {
        return json.path(what).intValue();
    }

    private JsonNode status() throws InterruptedException {
        return lab.web.get(uri("/admin/demo-status"), SOON).json();
    }

    private Answer post(String path, Object body) throws InterruptedException {
        return lab.web.post(uri(path), body, SOON);
    }

    private URI uri(String path) {
        return URI.create(lab.ports.controlRoomUrl() + path);
    }
}
