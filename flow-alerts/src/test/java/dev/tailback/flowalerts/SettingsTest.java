package dev.tailback.flowalerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.store.table.Retention;
import dev.tailback.flowalerts.store.table.StoreSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @Test
    void hasADefaultForEverythingAndTakesAnEmptyVariableAsUnset() {
        Settings settings = Settings.from(Map.of(Settings.PORT, ""));

        assertThat(settings.address().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8084);
        assertThat(settings.otlpHttpPort()).isEqualTo(4318);
        assertThat(settings.otlpGrpcPort()).isEqualTo(4317);
        assertThat(settings.maxSpans()).isEqualTo(20_000);
        assertThat(settings.kafka()).isEmpty();
    }

    @Test
    void keepsSpansInMemoryAloneUnlessADatabaseIsNamed() {
        assertThat(Settings.from(Map.of()).store()).isNull();

        StoreSettings store = Settings.from(Map.of(
                        StoreVariables.URL, "jdbc:postgresql://localhost:5432/spans",
                        StoreVariables.WRITER_PASSWORD, "w",
                        StoreVariables.ADMIN_PASSWORD, "a",
                        StoreVariables.MAX_MEGABYTES, "3"))
                .store();

        assertThat(store).isNotNull();
        assertThat(store.maxBytes()).isEqualTo(3 << 20);
        assertThat(store.retention()).isEqualTo(new Retention(7, 30));
        assertThat(store).asString().doesNotContain("writerPassword");
    }

    @Test
    void aDatabaseNeedsAUrlOfItsKindAndBothPasswords() {
        assertThatThrownBy(() -> Settings.from(Map.of(StoreVariables.URL, "localhost")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("SPANS_DB_URL is 'localhost'; allowed: jdbc:postgresql://HOST:PORT/DATABASE, or nothing");
        assertThatThrownBy(() -> Settings.from(Map.of(
                        StoreVariables.URL, "jdbc:postgresql://localhost/spans", StoreVariables.WRITER_PASSWORD, "w")))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("SPANS_DB_ADMIN_PASSWORD is missing");
    }

    @Test
    void readsWhatIsSet() {
        Settings settings = Settings.from(Map.of(
                Settings.ADDRESS,
                "0.0.0.0",
                "TAILBACK_TOKEN",
                "correct-horse-battery",
                Settings.PORT,
                "1",
                Settings.OTLP_HTTP_PORT,
                "65535",
                Settings.OTLP_GRPC_PORT,
                "65534",
                Settings.MAX_SPANS,
                "10000000",
                Settings.KAFKA,
                "localhost:9092"));

        assertThat(settings.address().isAnyLocalAddress()).isTrue();
        assertThat(settings.port()).isEqualTo(1);
        assertThat(settings.otlpHttpPort()).isEqualTo(65_535);
        assertThat(settings.otlpGrpcPort()).isEqualTo(65_534);
        assertThat(settings.maxSpans()).isEqualTo(10_000_000);
        assertThat(settings.kafka()).hasValue("localhost:9092");
    }

    @Test
    void tellsOfItselfUnderTheNamesThatEverySdkReads() {
        Resource usual = Settings.from(Map.of()).own().resource();
        Resource named = Settings.from(Map.of(
                        OwnVariables.NAME,
                        "watcher",
                        OwnVariables.ATTRIBUTES,
                        "service.namespace=shop%20one, host.name=a+b,service.name=x"))
                .own()
                .resource();

        assertThat(usual.service()).isEqualTo("flow-alerts");
        assertThat(named.service()).isEqualTo("watcher");
        assertThat(named.attributes().asMap())
                .isEqualTo(Map.of("service.name", "watcher", "service.namespace", "shop one", "host.name", "a+b"));
        assertThatThrownBy(() -> Settings.from(Map.of(OwnVariables.ATTRIBUTES, "shop")))
                .hasMessageContaining("OTEL_RESOURCE_ATTRIBUTES is 'shop'; allowed: NAME=VALUE");
    }

    @Test
    void opensNothingBeyondLoopbackWithoutAToken() {
        assertThatThrownBy(() -> Settings.from(Map.of(Settings.ADDRESS, "0.0.0.0")))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("a port beyond loopback demands a token");
    }

    @ParameterizedTest
    @CsvSource({
        "FLOW_ALERTS_PORT, 65536, a whole number from 0 to 65535",
        "FLOW_ALERTS_PORT, -1, a whole number from 0 to 65535",
        "OTLP_HTTP_PORT, http, a whole number from 0 to 65535",
        "OTLP_HTTP_PORT, 8084, another port than that of FLOW_ALERTS_PORT",
        "OTLP_GRPC_PORT, 8084, another port than that of FLOW_ALERTS_PORT",
        "OTLP_GRPC_PORT, 4318, another port than that of OTLP_HTTP_PORT",
        "FLOW_ALERTS_MAX_SPANS, 0, a whole number from 1 to 10000000",
        "FLOW_ALERTS_MAX_SPANS, 99999999999999999999, a whole number from 1 to 10000000",
        "FLOW_ALERTS_ADDRESS, not an address, an IP address or host name of this machine"
    })
    void aWrongValueIsNamedWithItsKeyAndWhatIsAllowed(String key, String value, String allowed) {
        assertThatThrownBy(() -> Settings.from(Map.of(key, value)))
                .isInstanceOf(CannotStart.class)
                .hasMessage(key + " is '" + value + "'; allowed: " + allowed);
    }
}
