package dev.tailback.lab.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InheritedSettingsTest {
    @Test
    void whatProcessesGoByIsShownButNoSecretAndNothingThatTheLabSetsItself() {
        assertThat(InheritedSettings.of(Map.of(
                        "DB_MAX_CONNECTIONS", "20",
                        "DB_HOST", "elsewhere",
                        "DB_PASSWORD", "4711",
                        "DEMO_MODE", "blackfriday",
                        "DEMO_START_TIMESTAMP", " ",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "https://otlp.vendor.example",
                        "OTEL_EXPORTER_OTLP_HEADERS", "api-key=4711",
                        "PATH", "/bin")))
                .containsExactly(
                        Map.entry("DB_MAX_CONNECTIONS", "20"),
                        Map.entry("DEMO_MODE", "blackfriday"),
                        Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", "https://otlp.vendor.example"),
                        Map.entry("OTEL_EXPORTER_OTLP_HEADERS", "(not shown)"));
    }
}
