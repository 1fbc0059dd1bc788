package dev.tailback.flowalerts;

import dev.tailback.flowalerts.kafka.rules.SharedSettings;
import dev.tailback.flowalerts.watch.EngineRoom;
import dev.tailback.flowalerts.watch.WatchSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be chosen about rules, from the environment. Without files none is evaluated. */
final class RuleVariables {
    static final String RULES = "FLOW_ALERTS_RULES";
    static final String OUT_OF_ORDER = "FLOW_ALERTS_OUT_OF_ORDER_SECONDS";
    static final String IDLE_AFTER = "FLOW_ALERTS_IDLE_AFTER_SECONDS";

    static final String KAFKA = "FLOW_ALERTS_RULES_KAFKA";
    static final String PROPERTIES = "FLOW_ALERTS_RULES_KAFKA_PROPERTIES";
    static final String PREFIX = "FLOW_ALERTS_RULES_PREFIX";
    static final String SHARES = "FLOW_ALERTS_RULES_SHARES";

    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_SHARES = 64;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

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

    /** Null: no Kafka is named, and this instance evaluates alone. */
    static @Nullable SharedSettings shared(Map<String, String> environment, Optional<Path> data) {
        String kafka = Settings.value(environment, KAFKA, "");
        if (kafka.isEmpty()) {
            return null;
        }
        String prefix = Settings.value(environment, PREFIX, "flow-alerts-rules");
        if (!NAME.matcher(prefix).matches()) {
            throw CannotStart.wrongValue(PREFIX, prefix, "letters, digits, '.', '_' and '-', 100 at most");
        }
        int shares = Settings.number(environment, SHARES, "4", 1, MOST_SHARES);
        WatchSettings alone = from(environment, data);
        return new SharedSettings(
                kafka,
                LagVariables.propertiesOr(environment, PROPERTIES),
                prefix,
                shares,
                EngineRoom.settings(Runtime.getRuntime().maxMemory() / shares, alone.outOfOrder(), alone.idleAfter()),
                data.orElseThrow(
                        () -> new CannotStart("%s is missing; allowed: a folder of this instance alone, as %s is given"
                                .formatted(Settings.DATA, KAFKA))));
    }
}
