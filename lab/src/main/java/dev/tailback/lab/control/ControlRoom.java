package dev.tailback.lab.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The lab over HTTP, on loopback only: a table of routes, and what holds for all of them. */
public final class ControlRoom implements AutoCloseable {
    static final int LARGEST_BODY = 64 << 10;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Map<String, Route.Action>> actions = new HashMap<>();

    public ControlRoom(int port, List<Route> routes) throws IOException {
        routes.forEach(this::add);
        // Answers are small and waited for; with Nagle's algorithm each would take 40 ms more.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                handle(exchange);
            }
        });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void add(Route route) {
        var before = actions.computeIfAbsent(route.path(), path -> new TreeMap<>())
                .putIfAbsent(route.method(), route.action());
        if (before != null) {
            throw new IllegalArgumentException(
                    "two routes for " + route.method() + " " + route.path() + "; one is allowed");
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        URI asked = exchange.getRequestURI();
        Map<String, Route.Action> methods = actions.getOrDefault(asked.getPath(), Map.of());
        var refusal = Doorkeeper.refuse(exchange, methods.keySet());
        Route.Action action = methods.get(exchange.getRequestMethod());
        if (refusal.isPresent() || action == null) {
            send(exchange, Reply.problem(refusal.orElseThrow()));
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        Reply reply = body.length > LARGEST_BODY
                ? Reply.problem(
                        413, "Content Too Large", "the body is longer than the " + LARGEST_BODY + " bytes allowed")
                : answer(
                        action,
                        new Request(
                                asked.getRawQuery(),
                                exchange.getRequestHeaders().getFirst("Accept"),
                                new String(body, UTF_8)));
        send(exchange, reply);
        reply.afterwards().run();
    }

    private static Reply answer(Route.Action action, Request request) {
        try {
            return action.answer(request);
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
        server.stop(0);
        threads.shutdownNow();
    }
}
