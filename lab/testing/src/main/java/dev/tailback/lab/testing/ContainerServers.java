package dev.tailback.lab.testing;

import dev.tailback.lab.servers.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The official images, as they run in compose and in clusters. */
final class ContainerServers {

    private static final String KAFKA = "apache/kafka:4.3.1";
    private static final String POSTGRES = "postgres:18";
    private static final int POSTGRES_PORT = 5432;

    private ContainerServers() {}

    static ShopServers start() throws Exception {
        Passwords passwords = Passwords.random();
        KafkaContainer kafka = new KafkaContainer(KAFKA).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES)
                .withUsername("postgres")
                .withPassword(passwords.superuser())
                .withDatabaseName("postgres");
        // Testcontainers' own command switches fsync off.
        postgres.setCommandParts(postgresCommand());
        Runnable end = () -> {
            postgres.stop();
            kafka.stop();
        };
        try {
            Startables.deepStart(kafka, postgres).join();
            return new RunningServers(
                            kafka.getBootstrapServers(),
                            postgres.getHost(),
                            postgres.getMappedPort(POSTGRES_PORT),
                            passwords,
                            end)
                    .withDatabases();
        } catch (Exception failure) {
            end.run();
            throw failure;
        }
    }

    private static String[] postgresCommand() {
        List<String> command = new ArrayList<>(List.of("postgres"));
        PostgresServer.settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command.toArray(String[]::new);
    }
}
