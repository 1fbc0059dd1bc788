package dev.tailback.lab.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** What the shop finds in its database before its first write: roles, schemas, the publication and the slot. */
public final class ShopDatabase {
    public static final String NAME = "tailback";
    public static final List<String> ROLES = List.of("catalog", "checkout", "inventory", "relay");

    private static final String SCRIPT = "shop-database.sql";

    private ShopDatabase() {}

    /** Brings a database into that state, whatever of it is there already, and sets the passwords by role. */
    public static void prepare(Connection superuser, Map<String, String> passwords) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(script());
            for (String role : ROLES) {
                statement.execute("ALTER ROLE %s PASSWORD %s"
                        .formatted(statement.enquoteIdentifier(role, false), literal(statement, passwords, role)));
            }
        }
    }

    private static String literal(Statement statement, Map<String, String> passwords, String role) throws SQLException {
        String password = passwords.get(role);
        if (password == null) {
            throw new IllegalArgumentException("no password given for role " + role + "; needed for " + ROLES);
        }
        return statement.enquoteLiteral(password);
    }

    private static String script() {
        try (InputStream script = ShopDatabase.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IllegalStateException(SCRIPT + " is missing beside " + ShopDatabase.class.getName());
            }
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(SCRIPT + " cannot be read", unreadable);
        }
    }
}
