package dev.tailback.relay.slot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one replication slot, as SQL sees it. */
public final class Slot {
    public static final String NAME = "relay";

    private static final Logger log = LoggerFactory.getLogger(Slot.class);
    private static final Duration TERMINATION = Duration.ofSeconds(3);
    private static final int TAKERS_IN_BETWEEN = 3;

    private static final String STATE = """
            SELECT active, coalesce(wal_status, 'lost'),
              coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0),
              coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)
            FROM pg_replication_slots WHERE slot_name = ?""";

    /** Waits for the end of the process; null when nobody holds the slot. */
    private static final String TERMINATE = """
            SELECT active_pid, pg_terminate_backend(active_pid, ?)
            FROM pg_replication_slots WHERE slot_name = ? AND active_pid IS NOT NULL""";

    private static final String HAS_CONFIRMED =
            "SELECT confirmed_flush_lsn >= ?::pg_lsn FROM pg_replication_slots WHERE slot_name = ?";

    private Slot() {}

    /** Empty when there is no such slot. */
    public static Optional<SlotState> state(Connection database) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(STATE)) {
            statement.setString(1, NAME);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new SlotState(row.getBoolean(1), row.getString(2), row.getLong(3), row.getLong(4)))
                        : Optional.empty();
            }
        }
    }

    /** Refuses a slot that cannot tell every row; if so asked, makes it anew instead. */
    public static void demandUsable(Connection database, boolean renewsLost) throws SQLException, SlotUnusable {
        Optional<SlotState> state = state(database);
        if (state.isPresent() && !state.get().lost()) {
            return;
        }
        String trouble = state.isPresent() ? SlotState.LOST : "missing";
        if (!renewsLost) {
            throw new SlotUnusable(trouble);
        }
        log.warn("the replication slot is {}: it is made anew, and what Kafka never got is reconciled", trouble);
        try (Statement statement = database.createStatement()) {
            statement.execute("SELECT relay.renew_slot()");
        }
    }

    /**
     * Takes the slot from whoever reads it. To be called by the leader only: then it is a relay that lost its lead
     * without knowing it, stopped or cut off from the database, and its connection would otherwise hold the slot until
     * {@code wal_sender_timeout}, a minute.
     */
    public static void free(Connection database) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(TERMINATE)) {
            statement.setLong(1, TERMINATION.toMillis());
            statement.setString(2, NAME);
            // One that is just waking up may take it again before it hears that it does not lead any more.
            for (int attempt = 1; attempt <= TAKERS_IN_BETWEEN; attempt++) {
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        return;
                    }
                    log.warn("took the replication slot from process {}, which does not lead any more", row.getInt(1));
                }
            }
        }
    }

    /** Whether everything that was committed before that position has been published, or lost on the way. */
    public static boolean hasConfirmed(Connection database, String position) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(HAS_CONFIRMED)) {
            statement.setString(1, position);
            statement.setString(2, NAME);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
