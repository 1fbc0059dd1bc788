package dev.tailback.relay;

import java.util.Map;

/** Where the relay reads, where it writes and where it says how it is; all from the environment. */
record RelaySettings(
        String databaseHost,
        int databasePort,
        String databaseName,
        String databaseUser,
        String databasePassword,
        String bootstrapServers,
        String address,
        int port) {

    static RelaySettings from(Map<String, String> environment) {
        return new RelaySettings(
                environment.getOrDefault("DB_HOST", "127.0.0.1"),
                port(environment, "DB_PORT", "15432"),
                environment.getOrDefault("DB_NAME", "tailback"),
                environment.getOrDefault("DB_USER", "relay"),
                environment.getOrDefault("DB_PASSWORD", ""),
                environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092"),
                environment.getOrDefault("RELAY_ADDRESS", "127.0.0.1"),
                port(environment, "RELAY_PORT", "8085"));
    }

    String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s?ApplicationName=relay".formatted(databaseHost, databasePort, databaseName);
    }

    private static int port(Map<String, String> environment, String key, String otherwise) {
        String value = environment.getOrDefault(key, otherwise);
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException(key + " is a port from 0 to 65535, but got '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "%s as %s to %s".formatted(jdbcUrl(), databaseUser, bootstrapServers);
    }
}
