package dev.tailback.flowalerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What comes in is handed on, once, to who reads on. */
class TapesIT {
    private static final String POINT = """
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"queue.size","gauge":{"dataPoints":\
            [{"timeUnixNano":"5","asDouble":%s}]}}]}]}]}""";

    @Test
    void pointsAndLinesAreReadInTheOrderInWhichTheyCame() throws Exception {
        try (Running flowAlerts = new Running()) {
            String points = flowAlerts.get("/api/tape/metrics").path("next").asString();
            String lines = flowAlerts.get("/api/tape/logs").path("next").asString();
            post(flowAlerts, "/v1/metrics", POINT.formatted("1.5"));
            post(flowAlerts, "/v1/metrics", POINT.formatted("2.5"));
            post(flowAlerts, "/v1/logs", """
                    {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"7","body":{"stringValue":"hello"}}]}]}]}""");

            JsonNode page = flowAlerts.get("/api/tape/metrics?after=" + points);
            assertThat(page.path("items").asInt()).isEqualTo(2);
            assertThat(page.path("missed").asInt()).isZero();
            assertThat(page.at("/requests/0/resourceMetrics/0/scopeMetrics/0/metrics"))
                    .extracting(
                            metric -> metric.at("/gauge/dataPoints/0/asDouble").asDouble())
                    .containsExactly(1.5, 2.5);
            assertThat(flowAlerts
                            .get("/api/tape/metrics?after=" + page.path("next").asString())
                            .path("requests"))
                    .isEmpty();
            assertThat(flowAlerts
                            .get("/api/tape/logs?after=" + lines)
                            .at("/requests/0/resourceLogs/0/scopeLogs/0/logRecords/0/body/stringValue")
                            .asString())
                    .isEqualTo("hello");
            assertThat(flowAlerts.api("GET", "/api/tape/logs?after=x").statusCode())
                    .isEqualTo(400);
        }
    }

    private static void post(Running flowAlerts, String path, String body) throws Exception {
        assertThat(flowAlerts
                        .post(path, body.getBytes(UTF_8), "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(200);
    }
}
