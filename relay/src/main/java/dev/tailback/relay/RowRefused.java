package dev.tailback.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.events.EventRecord;

/** Kafka does not take a row of an outbox; without it nothing behind it is published. */
final class RowRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final String id;

    RowRefused(EventRecord row, Throwable why) {
        super(
                "Kafka does not take the row %s of the outbox of %s (%d bytes for the topic %s): %s"
                        .formatted(row.id(), row.source(), row.payload().getBytes(UTF_8).length, row.topic(), why),
                why);
        this.id = row.id();
    }

    String id() {
        return id;
    }
}
