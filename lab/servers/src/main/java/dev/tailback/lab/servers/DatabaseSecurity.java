package dev.tailback.lab.servers;

import java.util.Map;
import java.util.Properties;

/** How a database of others is to be trusted, as PostgreSQL's driver is told it: by the variables that the stages have. */
public final class DatabaseSecurity {
    private DatabaseSecurity() {}

    public static Properties of(Map<String, String> environment) {
        Properties properties = new Properties();
        properties.setProperty("sslmode", environment.getOrDefault("DB_SSL_MODE", "prefer"));
        properties.setProperty("sslrootcert", environment.getOrDefault("DB_SSL_ROOT_CERT", ""));
        return properties;
    }
}
