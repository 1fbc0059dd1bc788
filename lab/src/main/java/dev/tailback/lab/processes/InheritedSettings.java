package dev.tailback.lab.processes;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which variables of the lab's environment its processes inherit and go by. */
final class InheritedSettings {
    private static final Pattern SETTING = Pattern.compile("(DB|DEMO|OTEL|TAILBACK_OTLP)_[A-Z0-9_]+");
    /** The lab says itself where its database is and who speaks to it. */
    private static final Set<String> OURS = Set.of("DB_HOST", "DB_PORT", "DB_NAME", "DB_USER", "DB_PASSWORD");

    private static final Pattern SECRET = Pattern.compile(".*(HEADERS|PASSWORD|SECRET|TOKEN|KEY).*");

    private InheritedSettings() {}

    static SortedMap<String, String> of(Map<String, String> environment) {
        SortedMap<String, String> settings = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (SETTING.matcher(name).matches() && !OURS.contains(name) && !value.isBlank()) {
                settings.put(name, SECRET.matcher(name).matches() ? "(not shown)" : value);
            }
        });
        return settings;
    }
}
