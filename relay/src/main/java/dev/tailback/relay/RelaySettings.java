package dev.tailback.relay;

import dev.tailback.door.Openness;
import dev.tailback.telemetry.Stops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where the relay reads, where it writes and where it says how it is; all from the environment.
 *
 * @param databaseSecurity of PostgreSQL's driver, by its names
 * @param brokerSecurity of Kafka's clients, by their names
 * @param name tells the relays of one shop apart in logs and in {@code pg_stat_activity}
 * @param openness of its port
 * @param lease how long the database waits for a sign of life from the leader before another may lead
 * @param reconcileEvery the pause between two comparisons of the outboxes with Kafka
 * @param walWarning from how much WAL retained for the slot on somebody should look at it
 * @param renewsLostSlot whether a lost slot is made anew instead of refused
 * @param beforeConfirm comes before the slot is told that a batch is in Kafka: where a torture may stop the relay
 */
record RelaySettings(
        String databaseHost,
        int databasePort,
        String databaseName,
        String databaseUser,
        String databasePassword,
        String databasePasswordFile,
        Map<String, String> databaseSecurity,
        String bootstrapServers,
        Map<String, String> brokerSecurity,
        String address,
        int port,
        Openness openness,
        String name,
        Duration lease,
        Duration reconcileEvery,
        long walWarning,
        boolean renewsLostSlot,
        Runnable beforeConfirm) {

    private static final String REFUSE = "refuse";
    private static final String RENEW = "renew";

    static RelaySettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        return new RelaySettings(
                environment.text("DB_HOST", "127.0.0.1"),
                environment.port("DB_PORT", "15432"),
                environment.text("DB_NAME", "tailback"),
                environment.text("DB_USER", "relay"),
                environment.text("DB_PASSWORD", ""),
                environment.text("DB_PASSWORD_FILE", ""),
                Map.of(
                        "sslmode", environment.text("DB_SSL_MODE", "prefer"),
                        "sslrootcert", environment.text("DB_SSL_ROOT_CERT", "")),
                environment.text("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092"),
                Map.of(
                        "security.protocol", environment.text("KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"),
                        "ssl.truststore.type", "PEM",
                        "ssl.truststore.location", environment.text("KAFKA_SSL_CA", "")),
                environment.text("RELAY_ADDRESS", "127.0.0.1"),
                environment.port("RELAY_PORT", "8085"),
                environment.openness("RELAY_ADDRESS", "127.0.0.1"),
                environment.text("RELAY_NAME", "relay"),
                environment.time("RELAY_LEASE", "5s", Duration.ofSeconds(1), Duration.ofMinutes(1)),
                environment.time("RELAY_RECONCILE_EVERY", "1m", Duration.ofMillis(100), Duration.ofHours(1)),
                environment.bytes("RELAY_WAL_WARNING", "512MB"),
                environment.oneOf("RELAY_LOST_SLOT", List.of(REFUSE, RENEW)).equals(RENEW),
                Stops.found().at("before-slot-confirm", "relay", variables));
    }

    /** What every client of the broker is told. */
    Map<String, Object> broker() {
        Map<String, Object> broker = new HashMap<>(brokerSecurity);
        broker.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return broker;
    }

    /** A connection that does not wait for ever for a database that went silent. */
    Connection connect(Duration patience) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", databaseUser);
        properties.setProperty("password", passwordNow());
        properties.setProperty("ApplicationName", name);
        databaseSecurity.forEach(properties::setProperty);
        String seconds = Long.toString(Math.max(1, patience.toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return DriverManager.getConnection(jdbcUrl(), properties);
    }

    /** A file is read each time: one that is changed while the relay runs is taken with the next connection. */
    String passwordNow() throws SQLException {
        if (databasePasswordFile.isBlank()) {
            return databasePassword;
        }
        try {
            return Files.readString(Path.of(databasePasswordFile)).strip();
        } catch (IOException unreadable) {
            throw new SQLException(
                    "DB_PASSWORD_FILE is '" + databasePasswordFile
                            + "', which cannot be read; a file with the password is wanted",
                    unreadable);
        }
    }

    private String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(databaseHost, databasePort, databaseName);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "%s from %s as %s to %s".formatted(name, jdbcUrl(), databaseUser, bootstrapServers);
    }
}
