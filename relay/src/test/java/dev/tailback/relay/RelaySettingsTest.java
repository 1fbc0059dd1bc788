package dev.tailback.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelaySettingsTest {
    @Test
    void defaultsAreThoseOfALocalShop() {
        RelaySettings settings = RelaySettings.from(Map.of());

        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.reconcileEvery()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.walWarning()).isEqualTo(512L << 20);
        assertThat(settings.renewsLostSlot()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "RELAY_LEASE, 500ms, 1S to 1M",
        "RELAY_LEASE, soon, 5s",
        "RELAY_RECONCILE_EVERY, 2h, 0.1S to 1H",
        "RELAY_WAL_WARNING, 512, 512MB",
        "RELAY_LOST_SLOT, ignore, 'refuse, renew'",
        "RELAY_PORT, 70000, 65535"
    })
    void aWrongOneIsNamedWithItsValueAndWhatIsAllowed(String key, String value, String allowed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RelaySettings.from(Map.of(key, value)))
                .withMessageContainingAll(key, "'" + value + "'", allowed);
    }

    @Test
    void serversOutsideAreReachedAsTheEnvironmentSays() {
        RelaySettings settings = RelaySettings.from(Map.of(
                "DB_SSL_MODE", "verify-full",
                "DB_SSL_ROOT_CERT", "/ca.crt",
                "KAFKA_SECURITY_PROTOCOL", "SSL",
                "KAFKA_SSL_CA", "/kafka.crt",
                "KAFKA_BOOTSTRAP_SERVERS", "kafka.example.com:9093"));

        assertThat(settings.databaseSecurity())
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", "/ca.crt");
        assertThat(settings.broker())
                .containsEntry("bootstrap.servers", "kafka.example.com:9093")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.location", "/kafka.crt");
    }
}
