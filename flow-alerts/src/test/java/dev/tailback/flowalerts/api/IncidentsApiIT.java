package dev.tailback.flowalerts.api;

import static dev.tailback.flowalerts.incidents.Samples.NOON;
import static dev.tailback.flowalerts.incidents.Samples.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.door.Doorkeeper;
import dev.tailback.door.Openness;
import dev.tailback.door.Rooms;
import dev.tailback.flowalerts.calls.Calls;
import dev.tailback.flowalerts.http.HttpListener;
import dev.tailback.flowalerts.incidents.Incidents;
import dev.tailback.flowalerts.incidents.Samples;
import dev.tailback.flowalerts.logs.RecentLogs;
import dev.tailback.flowalerts.metrics.LatestMetrics;
import dev.tailback.flowalerts.otlp.OtlpCounts;
import dev.tailback.flowalerts.rules.core.verdict.Explanation.Phase;
import dev.tailback.flowalerts.spans.SpanStore;
import dev.tailback.flowalerts.tape.Tapes;
import dev.tailback.flowalerts.watch.Watch;
import dev.tailback.flowalerts.watch.WatchSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IncidentsApiIT {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final WatchSettings NO_RULES =
            new WatchSettings(List.of(), Duration.ZERO, Duration.ofMinutes(1), Optional.empty());

    private final Incidents incidents = Incidents.open(null);
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpListener port;

    @BeforeEach
    void open() throws IOException {
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        Api api = new Api(
                new SpanStore(1, 1),
                null,
                new Calls(clock),
                new LatestMetrics(1, 1),
                new RecentLogs(1, 1),
                Tapes.of(1 << 20, clock),
                () -> (OtlpCounts) null,
                List::of,
                null,
                new IncidentsApi(incidents, Samples.book(Phase.FIRING), List::of, clock),
                new RulesApi(new Watch(NO_RULES, clock)),
                List::of);
        port = HttpListener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Doorkeeper.of(Openness.onLoopback(), Rooms.openTo()),
                api);
        incidents.take(RULE, Samples.fired("a1", NOON));
    }

    @AfterEach
    void close() {
        port.close();
        client.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(port.uri().resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String contentType, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(port.uri().resolve(path))
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return MAPPER.readTree(response.body());
    }

    @Test
    void listsThemWithoutEvidence() throws Exception {
        JsonNode page = json(get("/api/incidents?state=firing&rule=pool-exhausted"));

        assertThat(page.at("/incidents/0/id").asString()).isEqualTo("a1");
        assertThat(page.at("/incidents/0/severity").asString()).isEqualTo("page");
        assertThat(page.at("/incidents/0/key/service.namespace").asString()).isEqualTo("shop");
        assertThat(page.at("/incidents/0/started_at").asString()).isEqualTo("2026-11-30T12:00:00Z");
        assertThat(page.at("/incidents/0/evidence").isMissingNode()).isTrue();
        assertThat(page.at("/counts/firing").asInt()).isEqualTo(1);
        assertThat(json(get("/api/incidents?state=resolved")).get("total").asInt())
                .isZero();
    }

    @Test
    void showsOneWithItsEvidence() throws Exception {
        JsonNode one = json(get("/api/incidents/a1"));

        assertThat(one.at("/evidence/stages/0/signals/0/trace_id").asString())
                .isEqualTo("00000000000000ab00000000000000cd");
    }

    @Test
    void explainsAndExportsOne() throws Exception {
        assertThat(json(get("/api/incidents/a1/explain")).get("lines").toString())
                .contains("pool of checkout exhausted", "stage pool: 1 signals", "The rule now:");
        HttpResponse<String> export = get("/api/incidents/a1/export");
        assertThat(export.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"incident-pool-exhausted-a1.html\"");
        assertThat(export.body()).startsWith("<!doctype html>");
    }

    @Test
    void isAcknowledgedAndSilenced() throws Exception {
        JsonNode acknowledged =
                json(post("/api/incidents/a1/ack", "application/json", "{\"by\":\"ann\",\"note\":\"on it\"}"));
        assertThat(acknowledged.at("/acknowledged/by").asString()).isEqualTo("ann");

        JsonNode silenced = json(post("/api/incidents/a1/silence", "application/json", "{\"for\":\"10m\"}"));
        assertThat(silenced.at("/silenced/until").asString()).isEqualTo("2026-11-30T12:10:00Z");
    }

    @Test
    void whatIsWrongGetsASentence() throws Exception {
        assertThat(get("/api/incidents/zz").body()).contains("id is 'zz'; allowed: that of an incident");
        assertThat(get("/api/incidents/a1/ack").body()).contains("method is 'GET'; allowed: POST");
        assertThat(get("/api/incidents?state=red").body())
                .contains("state is 'red'; allowed: pending, firing, resolved");
        assertThat(get("/api/incidents/a1/x/y").statusCode()).isEqualTo(404);
        assertThat(post("/api/incidents/a1/silence", "application/json", "{\"for\":\"8d\"}")
                        .body())
                .contains("for is '8d'; allowed: a duration such as 10m, 7d at most");
        assertThat(post("/api/incidents/a1/ack", "application/json", "{\"by\":\"a\\nb\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/incidents/a1/ack", "application/json", "[1]").statusCode())
                .isEqualTo(400);
        assertThat(post("/api/incidents/a1/ack", "application/json", "{\"who\":\"a\"}")
                        .body())
                .contains("a field is 'who'; allowed: by, note");
        incidents.take(RULE, Samples.resolved("a1", NOON, NOON));
        assertThat(post("/api/incidents/a1/ack", "application/json", "{}").statusCode())
                .isEqualTo(409);
    }

    @Test
    void aFormOfAnotherPageChangesNothing() throws Exception {
        assertThat(post("/api/incidents/a1/ack", "text/plain", "{}").statusCode())
                .isEqualTo(415);
        assertThat(json(get("/api/incidents/a1")).has("acknowledged")).isFalse();
    }

    @Test
    void tellsWhatHappens() throws Exception {
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(port.uri().resolve("/api/incidents/events"))
                        .build(),
                BodyHandlers.ofInputStream());
        try (BufferedReader events =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(next(events))
                    .containsExactly(
                            "event: open",
                            "data: {\"pending\":0,\"firing\":1,\"kept\":1,"
                                    + "\"repeated\":0,\"unknown\":0,\"dropped\":0,\"turned_away\":0}");

            incidents.take(RULE, Samples.resolved("a1", NOON, NOON.plusSeconds(5)));

            assertThat(next(events))
                    .startsWith("id: 2", "event: resolved")
                    .last()
                    .asString()
                    .startsWith("data: {\"id\":\"a1\"");
        }
    }

    private static List<String> next(BufferedReader events) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = events.readLine(); line != null && !line.isEmpty(); line = events.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    @Test
    void causesAreKeptAndToldAgainOnDemand() throws Exception {
        String causes = "/api/incidents/causes/";

        assertThat(json(post(causes + "keep", "application/json", "{\"for\":\"30s\"}"))
                        .get("causes_are_told")
                        .asBoolean())
                .isFalse();
        assertThat(json(post(causes + "tell", "application/json", ""))
                        .get("causes_are_told")
                        .asBoolean())
                .isTrue();
        assertThat(post(causes + "keep", "application/json", "{\"for\":\"1h\"}").body())
                .contains("at most PT10M");
        assertThat(post(causes + "lose", "application/json", "").statusCode()).isEqualTo(404);
    }
}
