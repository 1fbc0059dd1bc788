package dev.tailback.flowalerts.exposition;

import dev.tailback.flowalerts.exposition.Family.Growing;
import dev.tailback.flowalerts.exposition.Family.Kind;
import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.IncidentCounts;
import dev.tailback.flowalerts.incidents.State;
import dev.tailback.flowalerts.incidents.journal.JournalState;
import dev.tailback.flowalerts.incidents.notify.DestinationState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How incidents are, and who was told of them. */
public final class IncidentFamilies {
    private IncidentFamilies() {}

    /** @param rules in force: each has its series, so that one that begins is seen to rise from 0 */
    public static Family open(Collection<String> rules, List<Incident> incidents) {
        Map<String, Map<State, Long>> counted = incidents.stream()
                .filter(Incident::isOpen)
                .collect(Collectors.groupingBy(
                        Incident::rule, Collectors.groupingBy(Incident::state, Collectors.counting())));
        Growing open = Growing.gauge("flow_alerts_incidents_open", "Open incidents by rule and state.");
        TreeSet<String> all = new TreeSet<>(rules);
        all.addAll(counted.keySet());
        for (String rule : all) {
            Map<State, Long> states = counted.getOrDefault(rule, Map.of());
            for (State state : List.of(State.PENDING, State.FIRING)) {
                open.add(Family.labels("rule", rule, "state", state.word()), states.getOrDefault(state, 0L));
            }
        }
        return open.family();
    }

    /** @param journal null where none is kept */
    public static List<Family> kept(IncidentCounts counts, @Nullable JournalState journal) {
        return List.of(
                Family.gauge("flow_alerts_incidents_kept", "Incidents that are known, also those over.", counts.kept()),
                Family.counter(
                        "flow_alerts_incidents_turned_away_total",
                        "Incidents for which there was no room, since as many as can be kept are open.",
                        counts.turnedAway()),
                Family.counter(
                        "flow_alerts_incidents_dropped_total",
                        "Incidents that were over and had to go for others.",
                        counts.dropped()),
                Family.counter(
                        "flow_alerts_journal_failures_total",
                        "Lines that the journal of incidents did not take.",
                        journal == null ? 0 : journal.failures()));
    }

    /** Numbered as in the file of destinations, since two may have one host. */
    public static List<Family> notifications(List<DestinationState> destinations) {
        Growing told = new Growing(
                "flow_alerts_notifications_total",
                Kind.COUNTER,
                "Requests to those who are told: sent and taken, failed and tried again, dropped for good.");
        Growing waiting = Growing.gauge("flow_alerts_notifications_waiting", "Notifications that wait to be sent.");
        Growing up = Growing.gauge("flow_alerts_notifications_up", "1 while the last request was taken.");
        Map<String, Integer> numbers = new HashMap<>();
        for (DestinationState destination : destinations) {
            String to = destination.kind() + "-" + numbers.merge(destination.kind(), 1, Integer::sum);
            told.add(labels(to, destination, "sent"), destination.sent());
            told.add(labels(to, destination, "failed"), destination.failures());
            told.add(labels(to, destination, "dropped"), destination.dropped());
            waiting.add(Family.labels("to", to, "host", destination.host()), destination.waiting());
            up.add(Family.labels("to", to, "host", destination.host()), destination.lastFailure() == null ? 1 : 0);
        }
        return List.of(told.family(), waiting.family(), up.family());
    }

    private static Map<String, String> labels(String to, DestinationState destination, String outcome) {
        return Family.labels("to", to, "host", destination.host(), "outcome", outcome);
    }
}
