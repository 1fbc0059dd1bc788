package dev.tailback.lab.scenario.run;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.incidents.Incident;
import dev.tailback.lab.incidents.Incidents;
import dev.tailback.lab.scenario.verdict.Alert;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.WebFailure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What flow-alerts says meanwhile. The durations of its rules are shortened as the scenario's minutes are, for as long as the
 * scenario has the shop.
 */
final class RuleWatch implements AutoCloseable {
    private static final Duration QUICK = Duration.ofSeconds(20);

    private final Venue venue;
    private final Incidents incidents;

    private RuleWatch(Venue venue) {
        this.venue = venue;
        this.incidents = new Incidents(venue.web(), venue.places());
    }

    static RuleWatch begin(Venue venue, double speed) throws InterruptedException {
        RuleWatch watch = new RuleWatch(venue);
        // A scenario that runs slower than it tells leaves rules as they are.
        watch.pace(Math.max(1, speed));
        return watch;
    }

    private void pace(double speed) throws InterruptedException {
        URI pace = URI.create(venue.places().url(Part.FLOW_ALERTS) + "/api/rules/pace");
        venue.web().put(pace, Map.of("speed", speed), QUICK).demandGood();
    }

    /**
     * What fired in the minutes of the demo so far.
     *
     * @param incidents whole, as flow-alerts writes them
     */
    record Seen(List<Alert> alerts, List<JsonNode> incidents) {
        Seen {
            alerts = List.copyOf(alerts);
            incidents = List.copyOf(incidents);
        }
    }

    /** Empty when flow-alerts does not say. */
    Optional<Seen> seen(DemoTime time, double minutes) throws InterruptedException {
        List<Alert> alerts = new ArrayList<>();
        List<JsonNode> whole = new ArrayList<>();
        try {
            for (Incident line : incidents.all()) {
                if (line.startedAt() == null) {
                    continue;
                }
                double minute = time.minute(line.startedAt());
                if (minute >= 0 && minute <= minutes) {
                    JsonNode node = incidents.whole(line);
                    Incident incident = Json.read(node, Incident.class);
                    List<Incident.Cause> causes = incident.evidence() == null
                            ? List.of()
                            : incident.evidence().causes();
                    alerts.add(new Alert(line.rule(), minute, line.key(), causes));
                    whole.add(node);
                }
            }
        } catch (WebFailure silent) {
            return Optional.empty();
        }
        return Optional.of(new Seen(alerts, whole));
    }

    @Override
    public void close() throws InterruptedException {
        pace(1);
    }
}
