package dev.tailback.lab.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.tailback.door.Doorkeeper;
import dev.tailback.door.HttpPort;
import dev.tailback.door.Openness;
import dev.tailback.door.QueryString;
import dev.tailback.door.Rooms;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The lab over HTTP: a table of routes, and what holds for all of them. */
public final class ControlRoom implements AutoCloseable {
    static final int LARGEST_BODY = 64 << 10;

    private final HttpPort port;
    private final Map<String, Map<String, Route>> at = new HashMap<>();

    /** On loopback. */
    public ControlRoom(int port, List<Route> routes) throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Openness.onLoopback(), routes);
    }

    public ControlRoom(InetSocketAddress address, Openness openness, List<Route> routes) throws IOException {
        routes.forEach(this::add);
        this.port = HttpPort.open(address, Doorkeeper.of(openness, Rooms.openTo()), exchange -> {
            try (exchange) {
                handle(exchange);
            }
        });
    }

    public int port() {
        return port.address().getPort();
    }

    private void add(Route route) {
        Route before = at.computeIfAbsent(route.path(), path -> new TreeMap<>()).putIfAbsent(route.method(), route);
        if (before != null) {
            throw new IllegalArgumentException(
                    "two routes for " + route.method() + " " + route.path() + "; one is allowed");
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        URI asked = exchange.getRequestURI();
        Map<String, Route> methods = at.getOrDefault(asked.getPath(), Map.of());
        Route route = methods.get(exchange.getRequestMethod());
        if (route == null) {
            send(exchange, nothingHere(exchange, methods.keySet()));
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        Reply reply = body.length > LARGEST_BODY
                ? Reply.problem(
                        413, "Content Too Large", "the body is longer than the " + LARGEST_BODY + " bytes allowed")
                : answer(
                        route,
                        asked.getRawQuery(),
                        exchange.getRequestHeaders().getFirst("Accept"),
                        new String(body, UTF_8));
        send(exchange, reply);
        reply.afterwards().run();
    }

    private static Reply nothingHere(HttpExchange exchange, Set<String> methods) {
        String path = exchange.getRequestURI().getPath();
        if (methods.isEmpty()) {
            return Reply.problem(404, "Not Found", "nothing is at " + path);
        }
        String allowed = String.join(", ", methods);
        exchange.getResponseHeaders().set("Allow", allowed);
        return Reply.problem(
                405, "Method Not Allowed", exchange.getRequestMethod() + " is not allowed at " + path + ": " + allowed);
    }

    private static Reply answer(Route route, @Nullable String query, @Nullable String accept, String body) {
        try {
            QueryString asked = QueryString.read(query);
            asked.allow(route.parameters());
            return route.action().answer(new Request(asked, accept, body));
        } catch (QueryString.Malformed wrong) {
            return Reply.problem(400, "Bad Request", wrong.sentence());
        } catch (BadRequest wrong) {
            return Reply.problem(400, "Bad Request", wrong.sentence());
        } catch (Refusal refusal) {
            return Reply.problem(409, "Conflict", refusal.sentence());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Reply.problem(503, "Service Unavailable", "the lab is ending");
        } catch (IOException | RuntimeException unexpected) {
            return Reply.problem(500, "Internal Server Error", unexpected.toString());
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        port.close();
    }
}
