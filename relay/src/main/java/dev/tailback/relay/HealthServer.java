package dev.tailback.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code GET /health}: whether outbox rows are on their way to Kafka. */
final class HealthServer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicReference<@Nullable OutboxReader> reader = new AtomicReference<>();

    HealthServer(String address, int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(address, port), 0);
        server.createContext("/health", this::answer);
        server.start();
    }

    void watch(OutboxReader reading) {
        reader.set(reading);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            OutboxReader current = reader.get();
            boolean up = current != null && current.reading();
            byte[] body = describe(current).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(up ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String describe(@Nullable OutboxReader reader) {
        if (reader == null) {
            return "{\"status\":\"starting\",\"reason\":\"waiting to lead\"}";
        }
        if (reader.ended() != null) {
            return "{\"status\":\"down\",\"reason\":\"the reading of the outboxes ended; see the log\"}";
        }
        return reader.reading()
                ? "{\"status\":\"up\",\"published\":%d}".formatted(reader.published())
                : "{\"status\":\"starting\",\"reason\":\"connecting to the replication slot\"}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
