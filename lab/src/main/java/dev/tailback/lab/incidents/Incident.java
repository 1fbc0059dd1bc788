package dev.tailback.lab.incidents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An incident in the words of flow-alerts' {@code GET /api/incidents}, as far as lines show it. */
public record Incident(
        String id,
        String rule,
        @Nullable String severity,
        Map<String, String> key,
        String state,
        String summary,
        @Nullable Instant pendingAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String ending,
        @Nullable Acknowledged acknowledged,
        @Nullable Silenced silenced,
        @Nullable Cause cause,
        @Nullable Revenue failedRevenue,
        @Nullable Evidence evidence) {
    public record Acknowledged(String by, String note) {}

    public record Silenced(String by, Instant until) {}

    /** @param facts those with a weight below 0 speak against it */
    public record Cause(String id, String says, int weight, List<Fact> facts) {}

    public record Fact(int weight, String says) {}

    public record Revenue(String unit, double perMinute, double total) {}

    public record Evidence(Orders orders, List<Cause> causes, List<Moment> timeline) {}

    public record Orders(int failed, int touched) {}

    public record Moment(Instant at, String kind, String says) {}

    Instant since() {
        Instant since = startedAt == null ? pendingAt : startedAt;
        return since == null ? Instant.EPOCH : since;
    }
}
