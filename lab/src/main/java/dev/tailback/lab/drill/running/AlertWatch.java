package dev.tailback.lab.drill.running;

import dev.tailback.lab.drill.Moment.Who;
import dev.tailback.lab.drill.Timeline;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.incidents.Incident;
import dev.tailback.lab.incidents.Incidents;
import dev.tailback.lab.web.Http;
import dev.tailback.lab.web.WebFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What flow-alerts tells meanwhile: a note for each alert that begins or ends. */
final class AlertWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    private final Incidents incidents;
    private final Timeline timeline;
    private final Instant from = Instant.now();
    private final Map<String, String> known = new HashMap<>();
    private Instant looked = Instant.MIN;

    AlertWatch(Http http, Ports ports, Timeline timeline) {
        this.incidents = new Incidents(http, ports);
        this.timeline = timeline;
    }

    /** Of a flow-alerts that is away nothing is heard; what it missed it does not tell later either. */
    void look() throws InterruptedException {
        Instant now = Instant.now();
        if (!looked.equals(Instant.MIN) && Duration.between(looked, now).compareTo(BETWEEN_LOOKS) < 0) {
            return;
        }
        looked = now;
        try {
            incidents.all().forEach(this::note);
        } catch (WebFailure away) {
            if (!"away".equals(known.put("", "away"))) {
                timeline.add(now, Who.ALERT, "flow-alerts does not answer: " + away.getMessage());
            }
        }
    }

    private void note(Incident incident) {
        Instant started = incident.startedAt();
        if (started == null || started.isBefore(from)) {
            return;
        }
        String before = known.put(incident.id(), incident.state());
        if (before == null) {
            timeline.add(started, Who.ALERT, "%s fires: %s".formatted(incident.rule(), incident.summary()));
        }
        Instant ended = incident.endedAt();
        if (ended != null && !incident.state().equals(before)) {
            timeline.add(ended, Who.ALERT, incident.rule() + " is over");
        }
    }
}
