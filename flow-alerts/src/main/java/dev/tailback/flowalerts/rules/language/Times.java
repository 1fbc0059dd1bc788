package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.yaml.Fields;
import java.time.Duration;
import java.util.Optional;

/** Durations of a rule's fields, within what rules may have. */
final class Times {
    static final Duration SHORTEST = Duration.ofMillis(1);
    static final Duration LONGEST = Duration.ofDays(366);

    private Times() {}

    /** May be zero. */
    static Duration of(Fields fields, String key, Duration normally) {
        return fields.reading(key)
                .flatMap(reading -> reading.duration(Duration.ZERO, LONGEST))
                .orElse(normally);
    }

    static Duration positive(Fields fields, String key, Duration normally) {
        return positive(fields, key).orElse(normally);
    }

    static Optional<Duration> positive(Fields fields, String key) {
        return fields.reading(key).flatMap(reading -> reading.duration(SHORTEST, LONGEST));
    }
}
