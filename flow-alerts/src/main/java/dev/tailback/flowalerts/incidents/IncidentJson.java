package dev.tailback.flowalerts.incidents;

import dev.tailback.flowalerts.incidents.casefile.CaseFile;
import dev.tailback.flowalerts.incidents.casefile.Cause;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An incident. Public JSON, so fields are only ever added.
 *
 * @param severity the label of that name; absent if the rule has none
 * @param summary the annotation of that name, or the rule's name and key
 * @param silenced absent unless a silence is on
 * @param cause the most probable one; absent while none is probable
 * @param failedRevenue what failed orders cost; absent when it is not known
 * @param evidence absent in a list
 */
public record IncidentJson(
        String id,
        String rule,
        @Nullable String severity,
        Map<String, String> key,
        State state,
        String summary,
        Map<String, String> labels,
        Map<String, String> annotations,
        @Nullable Instant pendingAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Ending ending,
        boolean late,
        int reopened,
        @Nullable Acknowledgement acknowledged,
        @Nullable Silenced silenced,
        @Nullable Cause cause,
        @Nullable Money failedRevenue,
        @Nullable CaseFile evidence) {

    public record Silenced(String by, Instant at, Instant until, String note) {
        static @Nullable Silenced of(@Nullable Silence silence) {
            return silence == null ? null : new Silenced(silence.by(), silence.at(), silence.until(), silence.note());
        }
    }

    public record Money(String unit, double perMinute, double total) {}

    public static IncidentJson line(Incident incident, @Nullable Silence silence) {
        return of(incident, silence, null);
    }

    public static IncidentJson whole(Incident incident, @Nullable Silence silence) {
        return of(incident, silence, incident.file());
    }

    private static IncidentJson of(Incident incident, @Nullable Silence silence, @Nullable CaseFile evidence) {
        return new IncidentJson(
                incident.id(),
                incident.rule(),
                incident.labels().get("severity"),
                incident.key(),
                incident.state(),
                incident.summary(),
                incident.labels(),
                incident.annotations(),
                incident.pendingAt(),
                incident.startedAt(),
                incident.endedAt(),
                incident.ending(),
                incident.late(),
                incident.reopened(),
                incident.acknowledged(),
                Silenced.of(silence),
                incident.file().probableCause().orElse(null),
                money(incident.file().revenue()),
                evidence);
    }

    private static @Nullable Money money(CaseFile.@Nullable Revenue revenue) {
        return revenue == null ? null : new Money(revenue.unit(), revenue.perMinute(), revenue.total());
    }
}
