package dev.tailback.breakage;

import dev.tailback.stage.database.Database;
import dev.tailback.stage.inbox.Inbox;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** A seeded bug: records what it has seen and ignores it, so that every redelivery has its effect again. */
final class HeedlessInbox extends Inbox {
    HeedlessInbox(Database database) {
        super(database, () -> Instant.EPOCH);
    }

    @Override
    public Set<UUID> firstTime(Collection<UUID> ids) {
        super.firstTime(ids);
        return Set.copyOf(ids);
    }
}
