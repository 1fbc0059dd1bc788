package dev.tailback.lab.incidents;

import dev.tailback.lab.incidents.Incident.Cause;
import dev.tailback.lab.incidents.Incident.Evidence;
import dev.tailback.lab.incidents.Incident.Revenue;
import dev.tailback.lab.terminal.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Incidents as lines of text. */
public final class IncidentLines {
    private static final int DIGITS = 8;
    private static final int MOST_CAUSES = 3;
    private static final int MOST_MOMENTS = 20;

    private IncidentLines() {}

    public static List<String> all(List<Incident> incidents, Instant now) {
        if (incidents.isEmpty()) {
            return List.of("Nothing has fired.");
        }
        Table table = new Table("id", "state", "rule", "key", "since", "for", "probable cause");
        for (Incident incident : incidents) {
            Instant end = incident.endedAt() == null ? now : incident.endedAt();
            table.row(
                    incident.id().substring(0, Math.min(DIGITS, incident.id().length())),
                    state(incident),
                    incident.rule(),
                    String.join(", ", incident.key().values()),
                    incident.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                    time(Duration.between(incident.since(), end)),
                    incident.cause() == null ? "" : incident.cause().says());
        }
        return table.lines();
    }

    private static String state(Incident incident) {
        if (incident.silenced() != null) {
            return incident.state() + ", silenced";
        }
        return incident.acknowledged() == null
                ? incident.state()
                : incident.state() + ", " + incident.acknowledged().by();
    }

    private static String time(Duration time) {
        return time.toMinutes() == 0
                ? time.toSeconds() + " s"
                : "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
    }

    public static List<String> one(Incident incident, Instant now) {
        List<String> lines = new ArrayList<>(all(List.of(incident), now));
        lines.add("");
        lines.add(incident.summary());
        Revenue revenue = incident.failedRevenue();
        if (revenue != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "failed revenue: %.0f %s in the last minute, %.0f since it began",
                    revenue.perMinute(),
                    revenue.unit(),
                    revenue.total()));
        }
        Evidence evidence = incident.evidence();
        if (evidence != null) {
            lines.add("orders: %d ended, %d of them failed"
                    .formatted(evidence.orders().touched(), evidence.orders().failed()));
            evidence.causes().stream().limit(MOST_CAUSES).forEach(cause -> add(cause, lines));
            lines.add("");
            evidence.timeline().stream()
                    .limit(MOST_MOMENTS)
                    .forEach(moment -> lines.add(moment.at().truncatedTo(ChronoUnit.MILLIS) + "  " + moment.says()));
        }
        return lines;
    }

    private static void add(Cause cause, List<String> lines) {
        lines.add("");
        lines.add("%s (%+d)".formatted(cause.says(), cause.weight()));
        cause.facts()
                .forEach(fact -> lines.add("  %-8s%s".formatted(fact.weight() > 0 ? "for" : "against", fact.says())));
    }
}
