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

/** What a superuser runs in a database before its first use: a script, and the passwords of the roles that it makes. */
record DatabaseScript(String resource, List<String> roles) {

    DatabaseScript {
        roles = List.copyOf(roles);
    }

    void run(Connection superuser, Map<String, String> passwords) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(text());
            for (String role : roles) {
                statement.execute("ALTER ROLE %s PASSWORD %s"
                        .formatted(statement.enquoteIdentifier(role, false), literal(statement, passwords, role)));
            }
        }
    }

    private String literal(Statement statement, Map<String, String> passwords, String role) throws SQLException {
        String password = passwords.get(role);
        if (password == null) {
            throw new IllegalArgumentException("no password given for role " + role + "; needed for " + roles);
        }
        return statement.enquoteLiteral(password);
    }

    private String text() {
        try (InputStream script = DatabaseScript.class.getResourceAsStream(resource)) {
            if (script == null) {
                throw new IllegalStateException(resource + " is missing beside " + DatabaseScript.class.getName());
            }
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource + " cannot be read", unreadable);
        }
    }
}
