package dev.tailback.breakage.failpoint;

import java.util.Arrays;
import java.util.Locale;

/** The moments at which a crash could lose something or do it twice. */
public enum Failpoint {
    BEFORE_DATABASE_COMMIT,
    AFTER_DATABASE_COMMIT,
    BEFORE_OFFSET_COMMIT,
    AFTER_OFFSET_COMMIT,
    /** Rows of the outboxes are in Kafka, and the replication slot does not know yet. */
    BEFORE_SLOT_CONFIRM;

    static Failpoint of(String text) {
        return Arrays.stream(values())
                .filter(point -> point.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no failpoint is called '" + text + "': there are "
                        + Arrays.stream(values()).map(Failpoint::text).toList()));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
