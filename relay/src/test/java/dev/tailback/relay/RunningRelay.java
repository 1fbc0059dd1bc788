package dev.tailback.relay;

import static org.awaitility.Awaitility.await;

import dev.tailback.lab.testing.ShopServers;
import dev.tailback.relay.slot.SlotUnusable;
import dev.tailback.telemetry.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A relay on a thread of its own, until closed. */
final class RunningRelay implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Relay relay;
    private final Thread thread;
    private final AtomicReference<@Nullable SlotUnusable> refusal = new AtomicReference<>();

    RunningRelay(Map<String, String> environment) throws IOException {
        relay = new Relay(RelaySettings.from(environment), Telemetry.start("relay"));
        thread = Thread.ofPlatform().start(() -> {
            try {
                relay.run();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (SlotUnusable refused) {
                refusal.set(refused);
            }
        });
    }

    static RunningRelay on(ShopServers servers) throws IOException {
        return new RunningRelay(environment(servers));
    }

    /** A short lease and many rounds, so that tests are quick; a port that the system chooses. */
    static Map<String, String> environment(ShopServers servers) {
        Map<String, String> environment = new HashMap<>(servers.environmentOf("relay"));
        environment.put("RELAY_PORT", "0");
        environment.put("RELAY_RECONCILE_EVERY", "300ms");
        return environment;
    }

    @Nullable
    SlotUnusable refusal() {
        return refusal.get();
    }

    HttpResponse<String> health() throws IOException, InterruptedException {
        return health(relay.healthPort());
    }

    String metrics() throws IOException, InterruptedException {
        return get(relay.healthPort(), "/metrics").body();
    }

    static HttpResponse<String> health(int port) throws IOException, InterruptedException {
        return get(port, "/health");
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(5))
                        .build(),
                BodyHandlers.ofString());
    }

    JsonNode condition() throws IOException, InterruptedException {
        return JSON.readTree(health().body());
    }

    RunningRelay awaitRole(String role) {
        await(role).atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode condition = condition();
            return condition.path("role").asString().equals(role)
                    && condition.path("status").asString().equals("up");
        });
        return this;
    }

    @Override
    public void close() throws InterruptedException {
        relay.close();
        thread.join();
    }
}
