package dev.tailback.stage.inbox;

import dev.tailback.events.UuidV7;
import java.time.Instant;
import java.util.UUID;

/** An event from before what the inbox remembers. */
final class TooOld extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooOld(UUID id, Instant since) {
        super(
                "event %s is of %s, and the inbox remembers events since %s only: whether it had its effect is not known any more, so it is refused (tailback.retention.inbox)"
                        .formatted(id, UuidV7.time(id), since));
    }
}
