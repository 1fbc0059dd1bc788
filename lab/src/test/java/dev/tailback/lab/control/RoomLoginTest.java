package dev.tailback.lab.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.door.Openness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A control room that says of itself that other machines reach it, on loopback. */
class RoomLoginTest {
    private static final String TOKEN = "correct-horse-battery";

    private final HttpClient browser = HttpClient.newHttpClient();
    private ControlRoom room;

    @BeforeEach
    void open() throws IOException {
        Openness openness = Openness.of(null, Map.of("TAILBACK_TOKEN", TOKEN)::get);
        room = new ControlRoom(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                openness,
                PageToken.random(),
                List.of(
                        Route.get("/", asked -> Reply.json(Map.of("page", "of the shop"))),
                        Route.get("/login", asked -> Reply.json(Map.of("page", "of the login"))),
                        Route.get("/health", asked -> Reply.json(Map.of("status", "up"))),
                        Route.get("/metrics", asked -> Reply.text("text/plain", "up 1")),
                        Route.get("/api/faults", asked -> Reply.json(Map.of("faults", "none"))),
                        Route.post("/api/faults/clear", asked -> Reply.json(Map.of("cleared", "all")))));
    }

    @AfterEach
    void close() {
        room.close();
        browser.close();
    }

    @Test
    void whoeverHasNotLoggedInSeesNothingButTheWayIn() throws Exception {
        assertThat(get("/api/faults").statusCode()).isEqualTo(401);
        assertThat(get("/").statusCode()).isEqualTo(303);
        assertThat(get("/").headers().firstValue("Location")).hasValue("/login");
        assertThat(get("/login").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/metrics"})
    void whoLooksWhetherItIsWellNeedsNoLogin(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void theTokenOnceGivesACookieThatNoScriptAndNoOtherSiteCanUse() throws Exception {
        HttpResponse<String> in = login(TOKEN);

        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(in.statusCode()).isEqualTo(200);
        assertThat(cookie)
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain(TOKEN);
        assertThat(get("/api/faults", "Cookie", cookie.split(";")[0]).statusCode())
                .isEqualTo(200);
        assertThat(get("/", "Cookie", "theme=dark; " + cookie.split(";")[0]).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSessionAloneChangesNothingForABrowser() throws Exception {
        String cookie =
                login(TOKEN).headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];

        HttpResponse<String> answer =
                post("/api/faults/clear", "", "Cookie", cookie, "Origin", "http://127.0.0.1:" + room.port());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("X-Tailback-Page is missing");
    }

    @Test
    void whoHasLoggedOutIsAStranger() throws Exception {
        String cookie =
                login(TOKEN).headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];

        post("/logout", "", "Cookie", cookie);

        assertThat(get("/api/faults", "Cookie", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void aPageOfSomebodyElseLogsNobodyIn() throws Exception {
        assertThat(post("/login", body(TOKEN), "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoGuessesLearnsNothingAfterFiveWrongTokens() throws Exception {
        for (int wrong = 0; wrong < Attempts.MOST_OF_ONE; wrong++) {
            assertThat(login("wrong-horse-battery-" + wrong).statusCode()).isEqualTo(401);
        }

        assertThat(login(TOKEN).statusCode()).isEqualTo(429);
        assertThat(login(TOKEN).headers().firstValue("Retry-After")).hasValue("60");
        assertThat(get("/api/faults", "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(429);
        assertThat(get("/metrics", "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTerminalThatGuessesIsCountedAsABrowserIs() throws Exception {
        for (int wrong = 1; wrong < Attempts.MOST_OF_ONE; wrong++) {
            assertThat(get("/api/faults", "Authorization", "Bearer wrong-horse-battery")
                            .statusCode())
                    .isEqualTo(401);
        }

        assertThat(get("/api/faults", "Authorization", "Bearer wrong-horse-battery")
                        .statusCode())
                .isEqualTo(429);
        assertThat(login(TOKEN).statusCode()).isEqualTo(429);
    }

    @Test
    void aTerminalShowsTheTokenAndNeedsNoPage() throws Exception {
        assertThat(post("/api/faults/clear", "", "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> login(String token) throws IOException, InterruptedException {
        return post("/login", body(token), "Origin", "http://127.0.0.1:" + room.port());
    }

    private static String body(String token) {
        return "{\"token\":\"" + token + "\"}";
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, headers);
        return send(
                body.isEmpty()
                        ? request.POST(BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + room.port() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }
}
