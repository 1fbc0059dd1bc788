package dev.tailback.lab.servers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Where flow-alerts keeps spans: beside the shop's database, and nothing of it. */
public final class SpanDatabase {
    public static final String NAME = "spans";
    public static final String ADMIN = "spans_admin";
    public static final String WRITER = "spans_writer";
    public static final List<String> ROLES = List.of(ADMIN, WRITER);

    private static final DatabaseScript SCRIPT = new DatabaseScript("span-database.sql", ROLES);

    private SpanDatabase() {}

    /** Gives the database to its roles, whatever of them is there already, and sets the passwords by role. */
    public static void prepare(Connection superuser, Map<String, String> passwords) throws SQLException {
        SCRIPT.run(superuser, passwords);
    }
}
