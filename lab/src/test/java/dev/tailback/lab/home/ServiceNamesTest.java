package dev.tailback.lab.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceNamesTest {
    private static final ServiceNames IN_COMPOSE = ServiceNames.of(Map.of("REPLICA_HOST", "replica"));

    @Test
    void partsAreFoundByTheirNamesAndTheLabsOwnPorts() {
        assertThat(IN_COMPOSE.url(Part.FLOW_ALERTS)).isEqualTo("http://flow-alerts:8084");
        assertThat(IN_COMPOSE.otlpUrl()).isEqualTo("http://flow-alerts:4318");
        assertThat(IN_COMPOSE.kafkaAddress()).isEqualTo("kafka:9092");
        assertThat(IN_COMPOSE.replicaAddress()).contains("replica:5432");
    }

    @Test
    void serversAreWhereTheStagesAreToldThatTheyAre() {
        ServiceNames outside = ServiceNames.of(Map.of(
                "DB_HOST",
                "db.example.com",
                "DB_PORT",
                "6432",
                "KAFKA_BOOTSTRAP_SERVERS",
                "a:1,b:2",
                "REPLICA_HOST",
                ""));

        assertThat(outside.postgresAddress()).isEqualTo("db.example.com:6432");
        assertThat(outside.kafkaAddress()).isEqualTo("a:1,b:2");
        assertThat(outside.parts()).doesNotContain(Part.REPLICA).contains(Part.POSTGRES);
    }

    @Test
    void aServerHasNoPage() {
        assertThatThrownBy(() -> IN_COMPOSE.url(Part.KAFKA)).hasMessageContaining("kafka speaks no HTTP");
    }
}
