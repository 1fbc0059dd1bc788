package dev.tailback.lab.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.calibration.Costs;
import dev.tailback.lab.calibration.Machine;
import dev.tailback.lab.calibration.Sizing;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.TestLab;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** Shoppers on their journeys through the real shop. */
@Isolated("latencies, and a yardstick")
class LoadIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String DECLINED = "4000000000000002";

    @Test
    void shoppersFindTheirWayThroughTheShop(@TempDir Path home) throws Exception {
        try (TestLab lab = new TestLab(home)) {
            journeysEndAsTheyShould(lab);
            readsAreMade(lab);
            aDemoIsStartedWatchedAndStopped(lab);
            aMachineThatChangedIsNoticed(lab, new Home(home));
        }
    }

    private static void journeysEndAsTheyShould(TestLab lab) throws Exception {
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

    private static void readsAreMade(TestLab lab) throws Exception {
        Cli.Result reads = lab.cli.run("load", "database", "--rate=20", "--for=5s", "--json");

        JsonNode report = Json.tree(reads.output());
        assertThat(count(report, "queries")).isEqualTo(100);
        assertThat(count(report.path("list"), "count")).isEqualTo(9);
        assertThat(count(report, "errors")).as(reads.output()).isZero();
        assertThat(reads.exitCode()).isZero();
    }

    private static void aDemoIsStartedWatchedAndStopped(TestLab lab) throws Exception {
        Map<String, Object> order = Map.of("scenario", "blackfriday", "duration_minutes", 30, "peak_rpm", 400);
        assertThat(post(lab, "/admin/start-demo", order).status()).isEqualTo(202);
        assertThat(post(lab, "/admin/start-demo", order).status()).isEqualTo(409);

        await().atMost(SOON).until(() -> status(lab).path("confirmed").intValue() > 0);
        assertThat(post(lab, "/admin/stop-demo", Map.of())
                        .json()
                        .path("running")
                        .booleanValue())
                .isFalse();
    }

    private static void aMachineThatChangedIsNoticed(TestLab lab, Home home) throws Exception {
        assertThat(lab.cli.run("calibrate", "--check").output()).contains("nothing is remembered of this machine");
        assertThat(lab.cli.run("calibrate").output())
                .contains("a lab runs, and what is measured beside it is too slow");

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
                .remember(home);
        Cli.Result check = lab.cli.run("calibrate", "--check", "--each=2s");

        assertThat(check.exitCode()).as(check.output()).isEqualTo(3);
        assertThat(check.output()).contains("1000000.0 million numbers a second before", "-100 %", "--recalibrate");
    }

    private static int count(JsonNode json, String what) {
        return json.path(what).intValue();
    }

    private static JsonNode status(TestLab lab) throws InterruptedException {
        return lab.web.get(uri(lab, "/admin/demo-status"), SOON).json();
    }

    private static Answer post(TestLab lab, String path, Object body) throws InterruptedException {
        return lab.web.post(uri(lab, path), body, SOON);
    }

    private static URI uri(TestLab lab, String path) {
        return URI.create(lab.ports.controlRoomUrl() + path);
    }
}
