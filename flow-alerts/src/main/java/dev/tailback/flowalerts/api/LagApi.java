package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.http.Answer;
import dev.tailback.flowalerts.lag.GroupLag;
import dev.tailback.flowalerts.lag.LagHistory;
import dev.tailback.flowalerts.lag.LagSource;
import dev.tailback.flowalerts.lag.LagState;
import dev.tailback.flowalerts.metrics.LatestMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far consumers are behind, now and over the last hour. */
final class LagApi {
    private static final int MOST_BESIDE = 100;
    private static final int HOUR = 3_600;
    // What nobody sends any more is not true any more.
    private static final Duration STILL_TRUE = Duration.ofMinutes(1);

    private final @Nullable LagSource source;
    private final LatestMetrics metrics;
    private final Clock clock;

    LagApi(@Nullable LagSource source, LatestMetrics metrics, Clock clock) {
        this.source = source;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** All groups, or one. */
    Answer now(Query query) {
        query.allow("group");
        Optional<String> wanted = query.text("group");
        LagSource lag = source();
        LagState state = lag.state().get();
        List<GroupLag> groups = state.view() == null
                ? List.of()
                : state.view().groups().stream()
                        .filter(group -> wanted.isEmpty() || group.group().equals(wanted.get()))
                        .toList();
        return Json.ok(LagJson.of(state, groups, beside(lag.settings().beside())));
    }

    private List<MetricListJson.PointJson> beside(Set<String> names) {
        long since = (clock.millis() - STILL_TRUE.toMillis()) * 1_000_000;
        return metrics.find(point -> names.contains(point.name()) && point.unixNano() >= since, MOST_BESIDE).stream()
                .map(MetricListJson.PointJson::of)
                .toList();
    }

    /** A point a second, the earliest first. */
    Answer history(Query query) {
        query.allow("group", "last_s");
        LagSource lag = source();
        long from = clock.millis() / 1000 - query.number("last_s", HOUR, 1, HOUR);
        List<String> groups =
                query.text("group").map(List::of).orElseGet(() -> lag.history().groups());
        return Json.ok(new HistoryJson(groups.stream()
                .map(group -> new LineJson(group, lag.history().of(group, from)))
                .toList()));
    }

    private record HistoryJson(List<LineJson> groups) {}

    private record LineJson(String group, List<LagHistory.Point> points) {}

    private LagSource source() {
        if (source == null) {
            throw Problem.unavailable("no Kafka is watched; FLOW_ALERTS_LAG_KAFKA names one");
        }
        return source;
    }
}
