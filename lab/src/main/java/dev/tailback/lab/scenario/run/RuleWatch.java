package dev.tailback.lab.scenario.run;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.scenario.verdict.Alert;
import dev.tailback.lab.web.WebFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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

    private RuleWatch(Venue venue) {
        this.venue = venue;
    }

    static RuleWatch begin(Venue venue, double speed) throws InterruptedException {
        RuleWatch watch = new RuleWatch(venue);
        // A scenario that runs slower than it tells leaves rules as they are.
        watch.pace(Math.max(1, speed));
        return watch;
    }

    private void pace(double speed) throws InterruptedException {
        venue.web().put(at("/api/rules/pace"), Map.of("speed", speed), QUICK).demandGood();
    }

    /** Those that began in the minutes of the demo so far; empty when flow-alerts does not say. */
    Optional<List<Alert>> alerts(DemoTime time, double minutes) throws InterruptedException {
        try {
            List<Alert> alerts = new ArrayList<>();
            for (JsonNode incident : venue.web()
                    .get(at("/api/incidents?limit=1000"), QUICK)
                    .json()
                    .path("incidents")) {
                if (incident.path("started_at").isString()) {
                    double minute = time.minute(
                            Instant.parse(incident.path("started_at").stringValue()));
                    if (minute >= 0 && minute <= minutes) {
                        alerts.add(new Alert(incident.path("rule").stringValue(), minute));
                    }
                }
            }
            return Optional.of(alerts);
        } catch (WebFailure silent) {
            return Optional.empty();
        }
    }

    private URI at(String path) {
        return URI.create(venue.ports().url(Part.FLOW_ALERTS) + path);
    }

    @Override
    public void close() throws InterruptedException {
        pace(1);
    }
}
