package dev.tailback.flowalerts;

import dev.tailback.flowalerts.watch.WatchSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What can be chosen about rules, from the environment. Without files none is evaluated. */
final class RuleVariables {
    static final String RULES = "FLOW_ALERTS_RULES";
    static final String OUT_OF_ORDER = "FLOW_ALERTS_OUT_OF_ORDER_SECONDS";
    static final String IDLE_AFTER = "FLOW_ALERTS_IDLE_AFTER_SECONDS";

    private static final int MOST_SECONDS = 3_600;

    private RuleVariables() {}

    /** @param data where checkpoints are kept, if anywhere */
    static WatchSettings from(Map<String, String> environment, Optional<Path> data) {
        return new WatchSettings(
                Arrays.stream(Settings.value(environment, RULES, "").split(",", -1))
                        .map(String::strip)
                        .filter(path -> !path.isEmpty())
                        .map(Path::of)
                        .toList(),
                Duration.ofSeconds(Settings.number(environment, OUT_OF_ORDER, "45", 0, MOST_SECONDS)),
                Duration.ofSeconds(Settings.number(environment, IDLE_AFTER, "60", 1, MOST_SECONDS)),
                data);
    }
}
