package dev.tailback.lab.psql;

import dev.tailback.lab.servers.DatabaseSecurity;
import dev.tailback.lab.servers.ShopDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How somebody reaches the shop's database.
 *
 * @param address host:port
 * @param password of the superuser
 * @param stage whose role and schema are taken on; null: the superuser's own
 */
public record Login(
        String address, String password, @Nullable String stage) {
    /** Those that have a role and a schema. */
    public static final List<String> STAGES = ShopDatabase.ROLES;

    private static final String USER = "postgres";
    private static final String APPLICATION = "tailback psql";

    /** For any tool that takes a connection string. It holds the password. */
    public String url() {
        return "postgresql://%s:%s@%s/%s%s"
                .formatted(
                        USER,
                        password,
                        address,
                        ShopDatabase.NAME,
                        stage == null
                                ? ""
                                : "?options=" + options().replace(" ", "%20").replace("=", "%3D"));
    }

    /** What psql reads, so that the password stands on no command line. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PGHOST", address.substring(0, address.lastIndexOf(':')));
        environment.put("PGPORT", address.substring(address.lastIndexOf(':') + 1));
        environment.put("PGUSER", USER);
        environment.put("PGPASSWORD", password);
        environment.put("PGDATABASE", ShopDatabase.NAME);
        environment.put("PGAPPNAME", APPLICATION);
        if (stage != null) {
            environment.put("PGOPTIONS", options());
        }
        return environment;
    }

    Connection connect() throws SQLException {
        Properties properties = DatabaseSecurity.of(System.getenv());
        properties.setProperty("user", USER);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", APPLICATION);
        properties.setProperty("connectTimeout", "5");
        if (stage != null) {
            properties.setProperty("options", options());
        }
        return DriverManager.getConnection("jdbc:postgresql://" + address + "/" + ShopDatabase.NAME, properties);
    }

    private String options() {
        return "-c role=" + stage + " -c search_path=" + stage;
    }
}
