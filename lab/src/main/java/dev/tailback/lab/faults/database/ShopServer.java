package dev.tailback.lab.faults.database;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.home.Secrets;
import dev.tailback.lab.servers.DatabaseSecurity;
import dev.tailback.lab.servers.ShopDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The shop's PostgreSQL, as its superuser reaches it. */
public record ShopServer(Home home, Places places) {
    private static final String LONGEST_SILENCE_SECONDS = "60";

    private static final String UNCONFIRMED = """
            SELECT coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)::bigint
            FROM pg_replication_slots WHERE slot_name = 'relay'""";

    /** How much was written that the relay has not confirmed yet. */
    public long unconfirmedBytes() throws IOException, SQLException {
        try (Connection connection = connect("tailback look");
                Statement statement = connection.createStatement();
                ResultSet bytes = statement.executeQuery(UNCONFIRMED)) {
            return bytes.next() ? bytes.getLong(1) : 0;
        }
    }

    /** @param name by which the session is known in {@code pg_stat_activity} */
    public Connection connect(String name) throws IOException, SQLException {
        Properties properties = DatabaseSecurity.of(System.getenv());
        properties.setProperty("user", "postgres");
        properties.setProperty("password", Secrets.of(home).superuser());
        properties.setProperty("ApplicationName", name);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", LONGEST_SILENCE_SECONDS);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + places.postgresAddress() + "/" + ShopDatabase.NAME, properties);
    }
}
