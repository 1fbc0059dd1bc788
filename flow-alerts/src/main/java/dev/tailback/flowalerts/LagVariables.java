package dev.tailback.flowalerts;

import dev.tailback.flowalerts.lag.LagNames;
import dev.tailback.flowalerts.lag.LagRules;
import dev.tailback.flowalerts.lag.LagSettings;
import dev.tailback.flowalerts.lag.Watched;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be chosen about lag, from the environment. Without a Kafka none is watched. */
final class LagVariables {
    static final String KAFKA = "FLOW_ALERTS_LAG_KAFKA";
    static final String PROPERTIES = "FLOW_ALERTS_LAG_KAFKA_PROPERTIES";
    static final String EVERY = "FLOW_ALERTS_LAG_EVERY_SECONDS";
    static final String WINDOW = "FLOW_ALERTS_LAG_WINDOW_SECONDS";
    static final String GROUPS = "FLOW_ALERTS_LAG_GROUPS";
    static final String GROUPS_NOT = "FLOW_ALERTS_LAG_GROUPS_NOT";
    static final String TOPICS = "FLOW_ALERTS_LAG_TOPICS";
    static final String TOPICS_NOT = "FLOW_ALERTS_LAG_TOPICS_NOT";
    static final String FROM_EARLIEST = "FLOW_ALERTS_LAG_FROM_EARLIEST";
    static final String MAX_PARTITIONS = "FLOW_ALERTS_LAG_MAX_PARTITIONS";
    static final String NAMES = "FLOW_ALERTS_LAG_NAMES";
    static final String CLUSTER = "FLOW_ALERTS_LAG_CLUSTER";
    static final String BESIDE = "FLOW_ALERTS_LAG_BESIDE";

    private static final String ALL = ".*";
    // Matches no name: none is empty.
    private static final String NONE = "";
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_PARTITIONS = 1_000_000;

    private LagVariables() {}

    static @Nullable LagSettings from(Map<String, String> environment) {
        String kafka = Settings.value(environment, KAFKA, Settings.value(environment, Settings.KAFKA, ""));
        if (kafka.isEmpty()) {
            return null;
        }
        return new LagSettings(
                kafka,
                propertiesOr(environment, PROPERTIES),
                Duration.ofSeconds(Settings.number(environment, EVERY, "1", 1, MOST_SECONDS)),
                new Watched(
                        pattern(environment, GROUPS, ALL),
                        pattern(environment, GROUPS_NOT, NONE),
                        pattern(environment, TOPICS, ALL),
                        pattern(environment, TOPICS_NOT, "__.*")),
                new LagRules(
                        Duration.ofSeconds(Settings.number(environment, WINDOW, "30", 2, MOST_SECONDS)),
                        pattern(environment, FROM_EARLIEST, NONE),
                        Settings.number(environment, MAX_PARTITIONS, "20000", 1, MOST_PARTITIONS)),
                names(Settings.value(environment, NAMES, LagNames.KAFKA_LAG_EXPORTER.word())),
                Settings.value(environment, CLUSTER, ""),
                beside(Settings.value(environment, BESIDE, "")));
    }

    private static Pattern pattern(Map<String, String> environment, String key, String normally) {
        String value = Settings.value(environment, key, normally);
        try {
            return Pattern.compile(value);
        } catch (PatternSyntaxException failure) {
            throw new CannotStart(
                    "%s is '%s'; allowed: a regular expression for whole names: %s"
                            .formatted(key, value, failure.getDescription()),
                    failure);
        }
    }

    /** Where none are named, those of the broker of the spans: as a rule it is the same. */
    static Map<String, String> propertiesOr(Map<String, String> environment, String key) {
        return properties(
                environment, Settings.value(environment, key, "").isEmpty() ? Settings.KAFKA_PROPERTIES : key);
    }

    /** Of a file as Kafka's tools take it, if one is named. */
    static Map<String, String> properties(Map<String, String> environment, String key) {
        String file = Settings.value(environment, key, "");
        Properties properties = new Properties();
        if (!file.isEmpty()) {
            try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException failure) {
                throw new CannotStart(
                        "%s is '%s'; allowed: a file of client properties, as Kafka's tools take it: %s"
                                .formatted(key, file, failure),
                        failure);
            }
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    private static LagNames names(String word) {
        return Arrays.stream(LagNames.values())
                .filter(names -> names.word().equals(word))
                .findFirst()
                .orElseThrow(() -> CannotStart.wrongValue(
                        NAMES,
                        word,
                        Arrays.stream(LagNames.values()).map(LagNames::word).collect(Collectors.joining(", "))));
    }

    private static Set<String> beside(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
