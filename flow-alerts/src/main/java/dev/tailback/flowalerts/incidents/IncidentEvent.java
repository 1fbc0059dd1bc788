package dev.tailback.flowalerts.incidents;

/**
 * Something has happened to an incident.
 *
 * @param number from 1 on since flow-alerts started
 * @param silenced nobody is to be told
 */
public record IncidentEvent(long number, What what, Incident incident, boolean silenced) {
    /** Told in the order in which it happened, by a thread that must not wait: whoever wants to has a queue. */
    public interface Listener {
        void on(IncidentEvent event);
    }
}
