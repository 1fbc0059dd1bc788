package dev.tailback.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Shoppers on their journeys through the real shop. */
class LoadIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String DECLINED = "4000000000000002";

    @Test
    void shoppersFindTheirWayThroughTheShop(@TempDir Path home) throws Exception {
        try (TestLab lab = new TestLab(home)) {
            journeysEndAsTheyShould(lab);
            readsAreMade(lab);
            aDemoIsStartedWatchedAndStopped(lab);
        }
    }

    private static void journeysEndAsTheyShould(TestLab lab) throws Exception {
        Cli.Result load = lab.cli.run(
                "load", "--rate=10", "--for=6s", "--journeys=40/20/40", "--card=" + DECLINED + "=50%", "--json");

        assertThat(load.exitCode()).as(load.output()).isZero();
        List<JsonNode> lines = load.output().lines().map(Json::tree).toList();
        assertThat(lines).hasSizeGreaterThan(5);
        JsonNode total = lines.getLast();
        assertThat(total.path("shoppers").intValue()).isEqualTo(60);
        assertThat(total.path("errors").intValue()).isZero();
        int confirmed = total.path("confirmed").intValue();
        int declined = total.path("declined").intValue();
        assertThat(confirmed).isPositive();
        assertThat(declined).isPositive();
        assertThat(confirmed + declined)
                .isEqualTo(total.path("accepted").intValue())
                .isEqualTo(total.path("latencies").path("order").path("count").intValue());
        assertThat(total.path("failure_rate").doubleValue()).isZero();
        for (String kind : List.of("search", "product", "cart", "checkout", "order")) {
            assertThat(total.path("latencies").path(kind).path("p95_ms").doubleValue())
                    .as(kind)
                    .isPositive();
        }
    }

    private static void readsAreMade(TestLab lab) throws Exception {
        Cli.Result reads = lab.cli.run("load", "database", "--rate=50", "--for=2s", "--json");

        assertThat(reads.exitCode()).as(reads.output()).isZero();
        JsonNode report = Json.tree(reads.output());
        assertThat(report.path("queries").intValue()).isEqualTo(100);
        assertThat(report.path("list").path("count").intValue()).isEqualTo(9);
    }

    private static void aDemoIsStartedWatchedAndStopped(TestLab lab) throws Exception {
        Map<String, Object> order = Map.of("scenario", "blackfriday", "duration_minutes", 30, "peak_rpm", 600);
        assertThat(post(lab, "/admin/start-demo", order).status()).isEqualTo(202);
        assertThat(post(lab, "/admin/start-demo", order).status()).isEqualTo(409);

        await().atMost(SOON).until(() -> status(lab).path("confirmed").intValue() > 0);
        assertThat(status(lab).path("errors").intValue()).isZero();
        assertThat(post(lab, "/admin/stop-demo", Map.of())
                        .json()
                        .path("running")
                        .booleanValue())
                .isFalse();
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
