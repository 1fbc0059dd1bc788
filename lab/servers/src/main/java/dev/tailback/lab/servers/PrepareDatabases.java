package dev.tailback.lab.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Brings the databases of a server that others run, in a container say, to where the shop and flow-alerts can start.
 * Harmless to run again: whatever is there stays, and passwords are set to what the secrets say now.
 */
public final class PrepareDatabases {
    private static final int WRONG_USE = 2;
    private static final int REFUSED = 1;

    private final String server;
    private final Path secrets;

    private PrepareDatabases(String server, Path secrets) {
        this.server = server;
        this.secrets = secrets;
    }

    /**
     * Reads {@code DB_HOST}, {@code DB_PORT} and {@code TAILBACK_SECRETS}: a folder in which each role, and the superuser
     * {@code postgres}, has a folder with a file {@code secret}.
     */
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        String server =
                environment.getOrDefault("DB_HOST", "127.0.0.1") + ":" + environment.getOrDefault("DB_PORT", "5432");
        Path secrets = Path.of(environment.getOrDefault("TAILBACK_SECRETS", "/secrets"));
        try {
            new PrepareDatabases(server, secrets).run();
            System.err.println("prepare: the databases " + ShopDatabase.NAME + " and " + SpanDatabase.NAME
                    + " are ready at " + server);
        } catch (UncheckedIOException missing) {
            System.err.println(
                    "prepare: " + Objects.requireNonNull(missing.getCause()).getMessage());
            System.exit(WRONG_USE);
        } catch (SQLException refused) {
            System.err.println("prepare: " + server + " refuses: " + refused.getMessage());
            System.exit(REFUSED);
        }
    }

    private void run() throws SQLException {
        Map<String, String> passwords = new HashMap<>();
        Stream.of(ShopDatabase.ROLES, SpanDatabase.ROLES)
                .flatMap(List::stream)
                .forEach(role -> passwords.put(role, secretOf(role)));
        try (Connection maintenance = connect("postgres")) {
            create(maintenance, ShopDatabase.NAME);
            create(maintenance, SpanDatabase.NAME);
        }
        try (Connection shop = connect(ShopDatabase.NAME)) {
            ShopDatabase.prepare(shop, passwords);
        }
        try (Connection spans = connect(SpanDatabase.NAME)) {
            SpanDatabase.prepare(spans, passwords);
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = DatabaseSecurity.of(System.getenv());
        properties.setProperty("user", "postgres");
        properties.setProperty("password", secretOf("postgres"));
        return DriverManager.getConnection("jdbc:postgresql://" + server + "/" + database, properties);
    }

    private static void create(Connection maintenance, String database) throws SQLException {
        try (Statement statement = maintenance.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT FROM pg_database WHERE datname = " + statement.enquoteLiteral(database))) {
            if (!found.next()) {
                try (Statement creation = maintenance.createStatement()) {
                    creation.execute("CREATE DATABASE " + creation.enquoteIdentifier(database, false));
                }
            }
        }
    }

    private String secretOf(String role) {
        Path file = secrets.resolve(role).resolve("secret");
        try {
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new IOException(file + " is empty; a password is wanted");
            }
            return secret;
        } catch (NoSuchFileException missing) {
            throw new UncheckedIOException(
                    new IOException(file + " is missing; it holds the password of " + role, missing));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
