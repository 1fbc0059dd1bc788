package dev.tailback.relay;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /health}: whether outbox rows are on their way to Kafka. */
final class HealthServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            .build();

    private final HttpServer server;
    private final RelaySettings settings;
    private final AtomicReference<@Nullable Term> term;
    private final Watch watch;

    HealthServer(RelaySettings settings, AtomicReference<@Nullable Term> term, Watch watch) throws IOException {
        this.settings = settings;
        this.term = term;
        this.watch = watch;
        server = HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), 0);
        server.createContext("/health", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Condition condition = Condition.of(settings, term.get(), watch.seen());
            byte[] body = JSON.writeValueAsBytes(condition);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(condition.status().equals(Condition.UP) ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
