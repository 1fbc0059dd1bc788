package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.metrics.LatestMetrics;
import dev.tailback.flowalerts.metrics.MetricPoint;
import java.util.function.Predicate;

/** The latest point of every series. */
final class MetricsApi {
    private static final int USUAL_LIMIT = 500;
    private static final int MAX_LIMIT = 5_000;

    private final LatestMetrics metrics;

    MetricsApi(LatestMetrics metrics) {
        this.metrics = metrics;
    }

    /** All series, or those of a name, of a service, or both. */
    Answer list(Query query) {
        query.allow("name", "service", "limit");
        Predicate<MetricPoint> ofName = query.text("name")
                .<Predicate<MetricPoint>>map(name -> point -> point.name().equals(name))
                .orElse(point -> true);
        Predicate<MetricPoint> ofService = query.text("service")
                .<Predicate<MetricPoint>>map(
                        service -> point -> point.resource().service().equals(service))
                .orElse(point -> true);
        int limit = query.number("limit", USUAL_LIMIT, 1, MAX_LIMIT);
        return Json.ok(MetricListJson.of(metrics.find(ofName.and(ofService), limit)));
    }
}
