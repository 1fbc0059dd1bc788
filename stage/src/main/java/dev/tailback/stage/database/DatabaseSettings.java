package dev.tailback.stage.database;

import java.time.Duration;

/**
 * What a stage knows of its database.
 *
 * @param slow from this duration on a statement is told of as slow, and its plan is looked at
 */
public record DatabaseSettings(String name, String schema, Duration slow, DeclaredIndexes indexes) {
    public DatabaseSettings {
        if (slow.isNegative() || slow.isZero()) {
            throw new IllegalArgumentException("tailback.slow-query must be longer than 0, but was " + slow);
        }
    }

    /** As the semantic conventions have it for PostgreSQL. */
    public String namespace() {
        return name + "|" + schema;
    }
}
