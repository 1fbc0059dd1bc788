package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.rules.core.engine.Settings;
import java.nio.file.Path;
import java.util.Map;

/**
 * @param more what Kafka's own tools take in a file of properties, such as TLS and SASL
 * @param prefix what the names of its topics and groups begin with
 * @param shares among which the keys of all rules are divided; fixed once the topics are there
 * @param engine of each share
 * @param state a folder of this instance alone
 */
public record SharedSettings(
        String bootstrapServers, Map<String, String> more, String prefix, int shares, Settings engine, Path state) {
    public SharedSettings {
        more = Map.copyOf(more);
    }

    String signals() {
        return prefix + "-signals";
    }

    /** As Kafka Streams calls the topic between its two steps. */
    String divided() {
        return prefix + "-" + RuleStream.SHARES + "-repartition";
    }

    String verdicts() {
        return prefix + "-verdicts";
    }

    String lead() {
        return prefix + "-lead";
    }
}
