package dev.tailback.flowalerts.incidents.notify;

import static dev.tailback.flowalerts.incidents.Samples.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tailback.flowalerts.incidents.Incident;
import dev.tailback.flowalerts.incidents.Incidents;
import dev.tailback.flowalerts.incidents.Samples;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotifyTest {
    private static final URI EXTERNAL = URI.create("http://alerts.example:8084/");

    @TempDir
    private Path folder;

    private final Incidents incidents = Incidents.open(null);

    private Incident fired() {
        incidents.take(Samples.RULE, Samples.fired("a1", NOON));
        return incidents.find("a1").orElseThrow();
    }

    @Test
    void anAlertBeginsWhenItHappenedAndIsKnownByRuleLabelsAndKey() {
        AlertJson alert = AlertJson.of(fired(), EXTERNAL);

        assertThat(alert.generatorURL()).isEqualTo("http://alerts.example:8084/api/incidents/a1");
        assertThat(alert.startsAt()).isEqualTo("2026-11-30T12:00:00Z");
        assertThat(alert.endsAt()).isNull();
        assertThat(alert.labels())
                .containsEntry("alertname", "pool-exhausted")
                .containsEntry("service_namespace", "shop")
                .containsEntry("severity", "page")
                .doesNotContainKey("incident");
        assertThat(alert.annotations())
                .containsEntry("incident", "a1")
                .containsEntry("summary", "pool of checkout exhausted")
                .containsEntry("runbook_url", "https://runbooks.example/pool");
    }

    @Test
    void labelsStayWhenItIsOverAndTheEndIsAfterTheBeginning() {
        AlertJson firing = AlertJson.of(fired(), EXTERNAL);
        incidents.take(Samples.RULE, Samples.resolved("a1", NOON, NOON));

        AlertJson over = AlertJson.of(incidents.find("a1").orElseThrow(), EXTERNAL);

        assertThat(over.labels()).isEqualTo(firing.labels());
        assertThat(over.endsAt()).isEqualTo("2026-11-30T12:00:00.001Z");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "1000, 60"})
    void waitsLongerEachTimeUpToAMinute(int failures, int seconds) {
        assertThat(Backoff.after(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "200, Taken",
        "202, Taken",
        "302, Never",
        "400, Never",
        "404, Never",
        "408, NotNow",
        "429, NotNow",
        "503, NotNow"
    })
    void anAnswerSaysWhetherToTryAgain(int status, String wanted) {
        assertThat(Sent.of(status, "").getClass().getSimpleName()).isEqualTo(wanted);
    }

    @Test
    void aSignatureIsThatOfTimeAndBody() {
        // printf '1764504000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef
        String signature =
                Secret.of("0123456789abcdef").signature(Instant.ofEpochSecond(1_764_504_000), "{}".getBytes(UTF_8));

        assertThat(signature)
                .isEqualTo("t=1764504000,v1=32f2e02ac0376a1bae9a0807eb3586586dcc834ee2beeb3ab27f2e696b522aa8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://169.254.169.254/latest", "http://[fe80::1]/", "http://0.0.0.0:9093", "http://224.0.0.1/"
            })
    void addressesThatOnlyMachinesTalkToAreNotAllowed(String url) {
        assertThatThrownBy(() -> Address.of(url).check()).hasMessageContaining("allowed: no link-local");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://a.example", "http:///x", "http://ann:secret@a.example/", "a.example:80", "http://a b/"})
    void whatIsNoAddressIsRefused(String url) {
        assertThatThrownBy(() -> Address.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed:");
    }

    private Path file(String text) throws IOException {
        Files.writeString(folder.resolve("hook.secret"), "0123456789abcdef\n");
        return Files.writeString(folder.resolve("notify.yaml"), text);
    }

    @Test
    void theFileNamesAllWhoAreTold() throws IOException {
        Destinations destinations = DestinationsFile.read(file("""
            external_url: http://alerts.example:8084
            alertmanagers: [{url: "http://127.0.0.1:9093", resend: 30s}]
            webhooks: [{url: "https://hooks.example/x", secret_file: hook.secret}]
            """));

        assertThat(destinations.alertmanagers()).singleElement().satisfies(to -> {
            assertThat(to.address().with(Alertmanager.ALERTS).uri()).hasToString("http://127.0.0.1:9093/api/v2/alerts");
            assertThat(to.resend()).isEqualTo(Duration.ofSeconds(30));
        });
        assertThat(destinations.webhooks()).hasSize(1);
        assertThat(destinations.toString()).doesNotContain("0123456789abcdef");
    }

    @Test
    void allThatIsWrongWithItIsSaidAtOnce() throws IOException {
        Path wrong = file("""
            alertmanagers: [{url: "ftp://x", resend: 1h}]
            webhooks: [{url: "https://hooks.example", secret_file: none.secret}, {link: x}]
            """);

        assertThatThrownBy(() -> DestinationsFile.read(wrong))
                .hasMessageContaining("needs 'external_url'")
                .hasMessageContaining("'ftp://x' is no address")
                .hasMessageContaining("resend of an Alertmanager")
                .hasMessageContaining("none.secret cannot be read")
                .hasMessageContaining("has no field 'link'");
    }
}
