package dev.tailback.lab.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.telemetry.MetricsText;

/** {@code GET /metrics}: what the lab counts of itself. */
public final class MetricsRoute {
    private final MetricsText metrics;

    public MetricsRoute(MetricsText metrics) {
        this.metrics = metrics;
    }

    public Route route() {
        return Route.get("/metrics", this::show);
    }

    private Reply show(Request asked) {
        MetricsText.Page page = metrics.page(asked.accept());
        return Reply.text(page.contentType(), new String(page.body(), UTF_8));
    }
}
