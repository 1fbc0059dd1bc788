package dev.tailback.flowalerts.store.table;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings the schema to a number, upwards or downwards, one step a transaction. Several may try at once: they take turns.
 *
 * <p>Our own, as Flyway goes back in its paid editions only.
 */
public final class Migrations {
    public static final int NOTHING = 0;

    private static final List<Migration> ALL =
            List.of(new Migration(1, "trace_spans"), new Migration(2, "trace_spans_health"));

    /** Any number that no other user of this database locks. */
    private static final long LOCK = 0x7461696c6261636bL;

    private static final String OWN_TABLE = """
            CREATE TABLE IF NOT EXISTS schema_migrations (
              number     int         PRIMARY KEY,
              name       text        NOT NULL,
              checksum   text        NOT NULL,
              applied_at timestamptz NOT NULL DEFAULT now()
            )""";

    private final Connection admin;

    /** @param admin a connection that nothing else uses meanwhile */
    public Migrations(Connection admin) {
        this.admin = admin;
    }

    /** As the admin of that database. */
    public static void run(String url, String adminPassword, int target) throws SQLException {
        try (Connection admin = DriverManager.getConnection(url, Connections.ADMIN, adminPassword)) {
            new Migrations(admin).to(target);
        }
    }

    public static int latest() {
        return ALL.size();
    }

    /** Runs what lies between here and there; at {@link #NOTHING} only the table of the steps is left. */
    public void to(int target) throws SQLException {
        if (target < NOTHING || target > latest()) {
            throw new IllegalArgumentException(
                    "migration " + target + " is not known; allowed: " + NOTHING + " to " + latest());
        }
        boolean autoCommit = admin.getAutoCommit();
        admin.setAutoCommit(false);
        try {
            while (step(target)) {
                // Until there is none left.
            }
        } finally {
            admin.rollback();
            admin.setAutoCommit(autoCommit);
        }
    }

    private boolean step(int target) throws SQLException {
        execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
        execute(OWN_TABLE);
        int current = current();
        if (current == target) {
            admin.commit();
            return false;
        }
        if (current < target) {
            up(ALL.get(current));
        } else {
            down(ALL.get(current - 1));
        }
        admin.commit();
        return true;
    }

    /** The last step that has run; every step before it has, too, and reads as it read then. */
    private int current() throws SQLException {
        int number = 0;
        try (Statement statement = admin.createStatement();
                ResultSet applied =
                        statement.executeQuery("SELECT number, checksum FROM schema_migrations ORDER BY number")) {
            while (applied.next()) {
                number = applied.getInt(1);
                if (number > latest()) {
                    throw new IllegalStateException("the database of the spans is at migration " + number
                            + ", this flow-alerts knows up to " + latest() + ": a newer one has been here");
                }
                Migration known = ALL.get(number - 1);
                if (!known.checksum().equals(applied.getString(2))) {
                    throw new IllegalStateException("migration %03d_%s reads differently from what has run in the"
                                    .formatted(known.number(), known.name())
                            + " database of the spans: a step that has run is never changed, but followed by another");
                }
            }
        }
        return number;
    }

    private void up(Migration migration) throws SQLException {
        execute(migration.up());
        try (PreparedStatement insert =
                admin.prepareStatement("INSERT INTO schema_migrations (number, name, checksum) VALUES (?, ?, ?)")) {
            insert.setInt(1, migration.number());
            insert.setString(2, migration.name());
            insert.setString(3, migration.checksum());
            insert.executeUpdate();
        }
    }

    private void down(Migration migration) throws SQLException {
        execute(migration.down());
        try (PreparedStatement delete = admin.prepareStatement("DELETE FROM schema_migrations WHERE number = ?")) {
            delete.setInt(1, migration.number());
            delete.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
