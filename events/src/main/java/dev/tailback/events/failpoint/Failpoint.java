package dev.tailback.events.failpoint;

import java.util.Locale;

/** The moments at which a crash could lose something or do it twice. */
public enum Failpoint {
    BEFORE_DATABASE_COMMIT,
    AFTER_DATABASE_COMMIT,
    BEFORE_OFFSET_COMMIT,
    AFTER_OFFSET_COMMIT,
    /** Rows of the outboxes are in Kafka, and the replication slot does not know yet. */
    BEFORE_SLOT_CONFIRM;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
