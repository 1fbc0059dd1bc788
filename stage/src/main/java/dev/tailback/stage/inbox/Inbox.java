package dev.tailback.stage.inbox;

import dev.tailback.events.UuidV7;
import dev.tailback.stage.database.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.support.SqlArrayValue;

/** The events whose effects this stage has committed. */
public class Inbox {
    // In order of id, so that two owners of one partition wait for each other instead of deadlocking.
    private static final String INSERT = """
            INSERT INTO inbox (event_id)
            SELECT id FROM unnest(:ids) AS id ORDER BY id
            ON CONFLICT DO NOTHING
            RETURNING event_id""";

    private final Database database;
    private final Supplier<Instant> remembersSince;

    public Inbox(Database database, Supplier<Instant> remembersSince) {
        this.database = database;
        this.remembersSince = remembersSince;
    }

    /** Refuses an event so old that its effect may have been applied and forgotten: once more would be twice. */
    void demandRemembered(UUID id) {
        Instant since = remembersSince.get();
        if (UuidV7.time(id).isBefore(since)) {
            throw new TooOld(id, since);
        }
    }

    /** Records those not seen before and returns them: redelivery is harmless. */
    public Set<UUID> firstTime(Collection<UUID> ids) {
        return database.run(
                "INSERT",
                "inbox",
                INSERT,
                statement -> statement
                        .param("ids", new SqlArrayValue("uuid", ids.toArray()))
                        .query(UUID.class)
                        .set());
    }
}
