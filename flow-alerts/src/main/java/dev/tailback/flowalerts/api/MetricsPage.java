package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.exposition.Family;
import dev.tailback.flowalerts.exposition.PrometheusText;
import dev.tailback.flowalerts.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code GET /metrics}, for Prometheus. */
final class MetricsPage {
    private MetricsPage() {}

    static Answer of(List<Family> families) {
        return new Answer(
                200,
                Map.of("Content-Type", PrometheusText.CONTENT_TYPE, "Cache-Control", "no-store"),
                PrometheusText.of(families).getBytes(StandardCharsets.UTF_8));
    }
}
