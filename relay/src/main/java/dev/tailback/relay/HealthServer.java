package dev.tailback.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.sun.net.httpserver.HttpExchange;
import dev.tailback.door.Doorkeeper;
import dev.tailback.door.HttpPort;
import dev.tailback.door.Refusal;
import dev.tailback.door.Rooms;
import dev.tailback.telemetry.DemoClock;
import dev.tailback.telemetry.DemoClockJson;
import dev.tailback.telemetry.MetricsText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /health}: whether outbox rows are on their way to Kafka; {@code /health/live} and {@code /health/ready} for
 * whoever starts and ends processes; {@code GET /metrics}; and the demo
 * clock, as the stages have it.
 */
final class HealthServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            .build();

    private static final List<String> PATHS =
            List.of("/health", "/health/live", "/health/ready", "/metrics", DemoClockJson.PATH);
    private static final int LARGEST_BODY = 16 << 10;

    private final HttpPort port;
    private final RelaySettings settings;
    private final AtomicReference<@Nullable Term> term;
    private final Watch watch;
    private final Refusals refusals;
    private final MetricsText metrics;
    private final DemoClock demoClock;
    private volatile boolean wasUp;

    HealthServer(
            RelaySettings settings,
            AtomicReference<@Nullable Term> term,
            Watch watch,
            Refusals refusals,
            MetricsText metrics,
            DemoClock demoClock)
            throws IOException {
        this.settings = settings;
        this.term = term;
        this.watch = watch;
        this.refusals = refusals;
        this.metrics = metrics;
        this.demoClock = demoClock;
        port = HttpPort.open(
                new InetSocketAddress(settings.address(), settings.port()),
                Doorkeeper.of(settings.openness(), Rooms.openTo()),
                this::answer);
    }

    int port() {
        return port.address().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!PATHS.contains(path)) {
            HttpPort.problem(
                    exchange, Refusal.notFound("nothing is at " + path + "; allowed: " + String.join(", ", PATHS)));
        } else if (path.equals(DemoClockJson.PATH)
                && exchange.getRequestMethod().equals("PUT")) {
            setDemoClock(exchange);
        } else if (!exchange.getRequestMethod().equals("GET")) {
            HttpPort.problem(
                    exchange,
                    Refusal.notAllowed(
                            exchange.getRequestMethod(),
                            path,
                            path.equals(DemoClockJson.PATH) ? List.of("GET", "PUT") : List.of("GET")));
        } else {
            switch (path) {
                case "/health" -> showHealth(exchange);
                case "/health/live" -> show(exchange, true, Map.of("status", Condition.UP));
                case "/health/ready" -> showReady(exchange);
                case DemoClockJson.PATH ->
                    send(exchange, 200, DemoClockJson.show(demoClock).getBytes(UTF_8));
                default -> showMetrics(exchange);
            }
        }
    }

    private void showHealth(HttpExchange exchange) throws IOException {
        Condition condition = condition();
        show(exchange, condition.status().equals(Condition.UP), condition);
    }

    /** From the first time that it led or followed: a database that is away is not cured by another relay. */
    private void showReady(HttpExchange exchange) throws IOException {
        if (!wasUp) {
            wasUp = condition().status().equals(Condition.UP);
        }
        show(exchange, wasUp, Map.of("status", wasUp ? Condition.UP : "starting"));
    }

    private Condition condition() {
        return Condition.of(settings, term.get(), watch.seen(), refusals.last());
    }

    private void setDemoClock(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
        try {
            DemoClockJson.set(demoClock, new String(body, UTF_8));
        } catch (IllegalArgumentException wrong) {
            HttpPort.problem(exchange, Refusal.badRequest(String.valueOf(wrong.getMessage())));
            return;
        }
        send(exchange, 200, DemoClockJson.show(demoClock).getBytes(UTF_8));
    }

    private static void show(HttpExchange exchange, boolean isGood, Object what) throws IOException {
        send(exchange, isGood ? 200 : 503, JSON.writeValueAsBytes(what));
    }

    private static void send(HttpExchange exchange, int status, byte[] json) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private void showMetrics(HttpExchange exchange) throws IOException {
        try (exchange) {
            MetricsText.Page page = metrics.page(exchange.getRequestHeaders().getFirst("Accept"));
            exchange.getResponseHeaders().set("Content-Type", page.contentType());
            exchange.sendResponseHeaders(200, page.body().length);
            exchange.getResponseBody().write(page.body());
        }
    }

    @Override
    public void close() {
        port.close();
    }
}
