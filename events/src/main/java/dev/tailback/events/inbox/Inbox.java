package dev.tailback.events.inbox;

import dev.tailback.events.telemetry.Database;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.support.SqlArrayValue;

/** The events whose effects this stage has committed. */
public final class Inbox {
    // In order of id, so that two owners of one partition wait for each other instead of deadlocking.
    private static final String INSERT = """
            INSERT INTO inbox (event_id)
            SELECT id FROM unnest(:ids) AS id ORDER BY id
            ON CONFLICT DO NOTHING
            RETURNING event_id""";

    private final Database database;

    public Inbox(Database database) {
        this.database = database;
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
