package dev.tailback.flowalerts.incidents.notify;

import static dev.tailback.flowalerts.incidents.Samples.NOON;
import static dev.tailback.flowalerts.incidents.Samples.RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.flowalerts.incidents.Acknowledgement;
import dev.tailback.flowalerts.incidents.Incidents;
import dev.tailback.flowalerts.incidents.Samples;
import dev.tailback.flowalerts.incidents.journal.Journal;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NotificationsIT {
    private static final Secret SECRET = Secret.of("0123456789abcdef");
    private static final URI EXTERNAL = URI.create("http://alerts.example:8084");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private static void until(BooleanSupplier holds) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(holds::getAsBoolean);
    }

    private Incidents incidents() throws IOException {
        return Incidents.open(Journal.open(folder, Instant.EPOCH));
    }

    private static Notifications toWebhook(Received server, Incidents incidents) {
        return Notifications.start(
                new Destinations(
                        EXTERNAL, List.of(), List.of(new Destinations.ToWebhook(server.address("/hook"), SECRET))),
                incidents,
                () -> true,
                Clock.systemUTC());
    }

    private static List<String> events(Received server) {
        return server.requests.stream()
                .map(request -> request.headers().get("x-tailback-delivery"))
                .toList();
    }

    @Test
    void aWebhookHearsOfEverythingOnceAndSigned() throws Exception {
        try (Received server = new Received(number -> 204);
                Incidents incidents = incidents();
                Notifications notifications = toWebhook(server, incidents)) {
            incidents.take(RULE, Samples.fired("a1", NOON));
            incidents.take(RULE, Samples.fired("a1", NOON));
            incidents.acknowledge("a1", new Acknowledgement("ann", NOON, ""));
            incidents.take(RULE, Samples.resolved("a1", NOON, NOON.plusSeconds(5)));

            until(() -> server.requests.size() == 3);
            assertThat(events(server))
                    .containsExactly("a1.firing.0", "a1.acknowledged." + NOON.toEpochMilli(), "a1.resolved.0");
            Received.Request first = server.requests.getFirst();
            String signature = first.headers().get("x-tailback-signature");
            Instant at = Instant.ofEpochSecond(Long.parseLong(signature.replaceAll("t=([0-9]+),.*", "$1")));
            assertThat(signature).isEqualTo(SECRET.signature(at, first.body()));
            JsonNode body = MAPPER.readTree(first.body());
            assertThat(body.at("/incident/state").asString()).isEqualTo("firing");
            assertThat(body.at("/url").asString()).isEqualTo("http://alerts.example:8084/api/incidents/a1");
        }
    }

    @Test
    void whatWasNotTakenIsSentAgainAndARestartTellsTheRestOnly() throws Exception {
        Instant began = Instant.now().minusSeconds(60);
        try (Received server = new Received(number -> number <= 1 ? 503 : 204)) {
            try (Incidents incidents = incidents();
                    Notifications notifications = toWebhook(server, incidents)) {
                incidents.take(RULE, Samples.fired("a1", began));
                until(() -> notifications.states().getFirst().sent() == 1);
                assertThat(events(server)).containsExactly("a1.firing.0", "a1.firing.0");
                assertThat(notifications.states().getFirst().failures()).isEqualTo(1);
            }
            // As after a kill in the moment before it would have been told.
            try (Incidents incidents = incidents()) {
                incidents.take(RULE, Samples.resolved("a1", began, began.plusSeconds(30)));
            }
            try (Incidents incidents = incidents();
                    Notifications notifications = toWebhook(server, incidents)) {
                until(() -> server.requests.size() == 3);
                assertThat(events(server)).last().isEqualTo("a1.resolved.0");
                assertThat(notifications.states().getFirst().waiting()).isZero();
            }
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Received server = new Received(number -> 302);
                Incidents incidents = incidents();
                Notifications notifications = toWebhook(server, incidents)) {
            incidents.take(RULE, Samples.fired("a1", NOON));

            until(() -> notifications.states().getFirst().dropped() == 1);
            assertThat(server.requests)
                    .singleElement()
                    .extracting(Received.Request::path)
                    .isEqualTo("/hook");
        }
    }

    @Test
    void whatIsSilencedIsToldToNobody() throws Exception {
        try (Received server = new Received(number -> 204);
                Incidents incidents = incidents();
                Notifications notifications = toWebhook(server, incidents)) {
            incidents.take(RULE, Samples.fired("a1", NOON));
            until(() -> server.requests.size() == 1);
            incidents.silence("a1", "ann", "", Instant.now(), Duration.ofMinutes(5));
            incidents.take(RULE, Samples.resolved("a1", NOON, NOON.plusSeconds(1)));
            incidents.take(RULE, Samples.fired("b2", NOON.plusSeconds(2)));

            assertThat(notifications.states().getFirst().waiting()).isZero();
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void onlyTheOneThatLeadsTellsAndTakesUpWhatAnotherDidNot() throws Exception {
        AtomicBoolean leads = new AtomicBoolean();
        try (Received server = new Received(number -> 204);
                Incidents incidents = incidents();
                Notifications notifications = Notifications.start(
                        new Destinations(
                                EXTERNAL,
                                List.of(),
                                List.of(new Destinations.ToWebhook(server.address("/hook"), SECRET))),
                        incidents,
                        leads::get,
                        Clock.systemUTC())) {
            incidents.take(RULE, Samples.fired("a1", Instant.now()));
            assertThat(notifications.states().getFirst().waiting()).isZero();

            leads.set(true);

            until(() -> server.requests.size() == 1);
            assertThat(events(server)).containsExactly("a1.firing.0");
        }
    }

    /** Debian's package; elsewhere the binary may be called otherwise. */
    private static String alertmanager() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(path ->
                        Stream.of("prometheus-alertmanager", "alertmanager").map(Path.of(path)::resolve))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    @Test
    void aRealAlertmanagerHearsOfItUntilItIsOver() throws Exception {
        String binary = alertmanager();
        Assumptions.assumeTrue(
                binary != null,
                "skipped: there is no Alertmanager on the PATH; install Debian's prometheus-alertmanager");
        int port = freePort();
        Files.writeString(folder.resolve("am.yml"), "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
        Process process = new ProcessBuilder(
                        binary,
                        "--config.file=" + folder.resolve("am.yml"),
                        "--storage.path=" + folder.resolve("am"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("am.log").toFile())
                .start();
        Address address = Address.of("http://127.0.0.1:" + port);
        Destinations.ToAlertmanager to = new Destinations.ToAlertmanager(address, Duration.ofSeconds(1));
        try (Incidents incidents = incidents();
                Notifications notifications = Notifications.start(
                        new Destinations(EXTERNAL, List.of(to), List.of()), incidents, () -> true, Clock.systemUTC())) {
            Instant began = Instant.now().minusSeconds(120).truncatedTo(ChronoUnit.MILLIS);
            incidents.take(RULE, Samples.fired("a1", began));

            until(() -> alerts(address).size() == 1);
            JsonNode alert = alerts(address).get(0);
            assertThat(alert.at("/labels/alertname").asString()).isEqualTo("pool-exhausted");
            assertThat(Instant.parse(alert.get("startsAt").asString())).isEqualTo(began);
            assertThat(alert.at("/annotations/incident").asString()).isEqualTo("a1");
            // It is told again.
            String updated = alert.get("updatedAt").asString();
            until(() -> !alerts(address).get(0).get("updatedAt").asString().equals(updated));

            incidents.silence("a1", "ann", "known", Instant.now(), Duration.ofMinutes(5));
            until(() -> alerts(address).get(0).at("/status/state").asString().equals("suppressed"));

            incidents.take(RULE, Samples.resolved("a1", began, Instant.now()));
            until(() -> alerts(address).isEmpty());
        } finally {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static JsonNode alerts(Address address) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address.with(Alertmanager.ALERTS).uri())
                            .build(),
                    BodyHandlers.ofString());
            return MAPPER.readTree(answer.body());
        } catch (IOException | InterruptedException notYet) {
            return MAPPER.createArrayNode();
        }
    }
}
