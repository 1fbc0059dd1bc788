package dev.tailback.flowalerts.store;

import dev.tailback.flowalerts.store.table.Migrations;
import dev.tailback.lab.testing.ShopServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of the spans, as its roles reach it. */
public record Databases(ShopServers servers) {
    public static final String ADMIN = "spans_admin";
    public static final String WRITER = "spans_writer";

    Connection admin() throws SQLException {
        return as(ADMIN);
    }

    public Connection as(String role) throws SQLException {
        return DriverManager.getConnection(servers.spansJdbcUrl(), role, servers.password(role));
    }

    public void run(String role, String sql) throws SQLException {
        try (Connection connection = as(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public String one(String sql) throws SQLException {
        try (Connection connection = admin()) {
            return one(connection, sql);
        }
    }

    public static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    public void migrate(int target) throws SQLException {
        try (Connection admin = admin()) {
            new Migrations(admin).to(target);
        }
    }

    /** As new: nothing of an earlier test is left. */
    public void empty() throws SQLException {
        migrate(Migrations.NOTHING);
        migrate(Migrations.latest());
    }
}
