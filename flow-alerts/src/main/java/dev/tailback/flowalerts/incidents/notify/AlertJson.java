package dev.tailback.flowalerts.incidents.notify;

import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.casefile.Cause;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An incident as Alertmanager's API (v2) takes alerts. The labels tell it from others and so never change while it lives: the
 * rule, its labels and its key. What is found out later stands in annotations.
 */
record AlertJson(
        Map<String, String> labels,
        Map<String, String> annotations,
        String startsAt,
        @Nullable String endsAt,
        String generatorURL) {
    private static final int LONGEST = 1_000;

    static AlertJson of(Incident incident, URI external) {
        String page = page(external, incident);
        Map<String, String> annotations = new TreeMap<>();
        incident.annotations().forEach((name, text) -> put(annotations, name, text));
        put(annotations, "summary", incident.summary());
        put(annotations, "incident", incident.id());
        annotations.putIfAbsent("runbook_url", page);
        incident.file().probableCause().map(Cause::says).ifPresent(cause -> put(annotations, "probable_cause", cause));
        return new AlertJson(labels(incident), annotations, incident.since().toString(), ends(incident), page);
    }

    static Map<String, String> labels(Incident incident) {
        Map<String, String> labels = new TreeMap<>();
        incident.key().forEach((name, text) -> put(labels, name, text));
        incident.labels().forEach((name, text) -> put(labels, name, text));
        labels.put("alertname", incident.rule());
        return labels;
    }

    static String page(URI external, Incident incident) {
        return external.toString().replaceFirst("/+$", "") + "/api/incidents/" + incident.id();
    }

    /** Alertmanager refuses an end that is not after the beginning, which one that never was has. */
    private static @Nullable String ends(Incident incident) {
        Instant ended = incident.endedAt();
        if (ended == null) {
            return null;
        }
        Instant least = incident.since().plusMillis(1);
        return (ended.isBefore(least) ? least : ended).toString();
    }

    /** Under a name as Prometheus allows it; an empty text is as none. */
    private static void put(Map<String, String> map, String name, String text) {
        if (!text.isEmpty()) {
            map.put(name(name), text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
        }
    }

    static String name(String name) {
        String allowed = name.replaceAll("[^a-zA-Z0-9_]", "_");
        return allowed.isEmpty() || Character.isDigit(allowed.charAt(0)) ? "_" + allowed : allowed;
    }
}
