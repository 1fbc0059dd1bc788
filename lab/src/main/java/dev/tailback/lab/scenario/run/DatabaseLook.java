package dev.tailback.lab.scenario.run;

import dev.tailback.lab.faults.database.ShopServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Who waits for whom in PostgreSQL, and how far the relay is behind. */
record DatabaseLook(ShopServer server) implements Look {
    private static final String QUESTION = """
            SELECT (SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'),
                   statements.active, statements.working,
                   (SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)
                    FROM pg_replication_slots WHERE slot_name = 'relay')
            FROM (SELECT count(*) AS active, count(*) FILTER (WHERE wait_event IS NULL) AS working FROM pg_stat_activity
                  WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()) AS statements""";

    @Override
    public String name() {
        return "database";
    }

    @Override
    public void look(Notes notes) throws IOException, SQLException {
        try (Connection connection = server.connect("tailback look");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUESTION)) {
            if (row.next()) {
                notes.note("lock_waiters", row.getDouble(1));
                notes.note("active_statements", row.getDouble(2));
                notes.note("working_statements", row.getDouble(3));
                double behind = row.getDouble(4);
                // There may be no slot, or one that nobody has used.
                if (!row.wasNull()) {
                    notes.note("outbox_behind", behind);
                }
            }
        }
    }
}
