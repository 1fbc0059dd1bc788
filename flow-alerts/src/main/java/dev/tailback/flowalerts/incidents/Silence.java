package dev.tailback.flowalerts.incidents;

import java.time.Instant;
import java.util.Map;

/**
 * Nobody is told of a rule's incidents with a key until then: of the one that is open, and of the next ones, which makes it
 * a means against one that comes and goes.
 */
public record Silence(String rule, Map<String, String> key, String by, Instant at, Instant until, String note) {
    public Silence {
        key = Incident.inOrder(key);
    }

    boolean isOf(Incident incident) {
        return rule.equals(incident.rule()) && key.equals(incident.key());
    }

    public boolean isOn(Instant now) {
        return now.isBefore(until);
    }
}
