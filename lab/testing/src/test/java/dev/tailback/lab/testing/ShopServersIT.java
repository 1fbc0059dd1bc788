package dev.tailback.lab.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ShopServersExtension.class)
class ShopServersIT {

    private final ShopServers servers;

    ShopServersIT(ShopServers servers) {
        this.servers = servers;
    }

    @Test
    void kafkaTakesRecords() throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            admin.createTopics(List.of(new NewTopic("lab-testing", 1, (short) 1)))
                    .all()
                    .get(20, SECONDS);
        }
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
            long offset = producer.send(new ProducerRecord<>("lab-testing", "one"))
                    .get(20, SECONDS)
                    .offset();

            assertThat(offset).isZero();
        }
    }

    @Test
    void kafkaMakesNoTopicThatNobodyMade() {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("misspelt", "one"))
                            .get(20, SECONDS))
                    .hasMessageContaining("misspelt");
        }
    }

    @Test
    void postgresKeepsWhatItCommits() throws SQLException {
        Stream.of("fsync", "full_page_writes", "synchronous_commit")
                .forEach(setting ->
                        assertThat(ask("SHOW " + setting)).as(setting).isEqualTo("on"));
        assertThat(ask("SHOW wal_level")).isEqualTo("logical");
        assertThat(ask("SHOW max_connections")).isEqualTo("400");
        assertThat(ask("SHOW server_version")).startsWith("18.");
    }

    @Test
    void superuserIsInTheShopsDatabaseWhichHasItsSlot() throws SQLException {
        assertThat(ask("SELECT current_database()"))
                .isEqualTo(servers.database())
                .isEqualTo("tailback");
        assertThat(ask("SELECT slot_name FROM pg_replication_slots")).isEqualTo("relay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "checkout", "inventory", "relay"})
    void everyRoleGetsInByItsEnvironment(String role) throws SQLException {
        Map<String, String> environment = servers.environmentOf(role);
        String url = "jdbc:postgresql://" + environment.get("DB_HOST") + ":" + environment.get("DB_PORT") + "/"
                + environment.get("DB_NAME");

        try (Connection connection =
                DriverManager.getConnection(url, environment.get("DB_USER"), environment.get("DB_PASSWORD"))) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo(role);
        }
        assertThat(url).isEqualTo(servers.jdbcUrl());
        assertThat(environment)
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", servers.bootstrapServers())
                .containsEntry("OTEL_SDK_DISABLED", "true")
                .containsEntry("DB_PASSWORD", servers.password(role));
    }

    @Test
    void rolesPasswordIsDemanded() {
        assertThatThrownBy(() -> DriverManager.getConnection(servers.jdbcUrl(), "catalog", "guessed"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void unknownRoleIsNamedWithThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> servers.environmentOf("warehouse"))
                .withMessageContainingAll("warehouse", "catalog", "checkout", "inventory", "relay");
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", servers.bootstrapServers(), "max.block.ms", "2000");
    }

    private String ask(String sql) {
        try (Connection connection = servers.superuser();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }
}
