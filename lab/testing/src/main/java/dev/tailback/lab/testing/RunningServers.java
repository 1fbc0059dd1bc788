package dev.tailback.lab.testing;

import dev.tailback.lab.servers.ShopDatabase;
import dev.tailback.lab.servers.SpanDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** How both kinds of servers are reached once they run; they differ only in how they end. */
record RunningServers(String bootstrapServers, String host, int postgresPort, Passwords passwords, Runnable end)
        implements ShopServers {

    /** Makes the databases of shop and spans in a server that takes connections. */
    RunningServers withDatabases() throws SQLException {
        try (Connection connection = superuserOf("postgres");
                Statement statement = connection.createStatement()) {
            for (String database : new String[] {database(), SpanDatabase.NAME}) {
                statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(database, false));
            }
        }
        try (Connection connection = superuser()) {
            ShopDatabase.prepare(connection, passwords.byRole());
        }
        try (Connection connection = superuserOf(SpanDatabase.NAME)) {
            SpanDatabase.prepare(connection, passwords.byRole());
        }
        return this;
    }

    @Override
    public String database() {
        return ShopDatabase.NAME;
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrlOf(database());
    }

    @Override
    public String password(String role) {
        return passwords.of(role);
    }

    @Override
    public Connection superuser() throws SQLException {
        return superuserOf(database());
    }

    @Override
    public Map<String, String> environmentOf(String role) {
        return Map.of(
                "DB_HOST",
                host,
                "DB_PORT",
                Integer.toString(postgresPort),
                "DB_NAME",
                database(),
                "DB_USER",
                role,
                "DB_PASSWORD",
                password(role),
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                // A test that wants telemetry says where to; the others should not wait for a receiver.
                "OTEL_SDK_DISABLED",
                "true");
    }

    @Override
    public void close() {
        end.run();
    }

    private Connection superuserOf(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrlOf(database), "postgres", passwords.superuser());
    }

    private String jdbcUrlOf(String database) {
        return "jdbc:postgresql://" + host + ":" + postgresPort + "/" + database;
    }
}
