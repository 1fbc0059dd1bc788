package dev.tailback.lab.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tailback.lab.processes.Supervisor;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The lab over HTTP, on loopback only. */
public final class ControlRoom implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Doorkeeper doorkeeper;
    private final Supervisor supervisor;
    private final Runnable shutdown;

    public ControlRoom(int port, Supervisor supervisor, Runnable shutdown) throws IOException {
        this.supervisor = supervisor;
        this.shutdown = shutdown;
        this.doorkeeper = new Doorkeeper();
        // Answers are small and waited for; with Nagle's algorithm each would take 40 ms more.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        route("GET", "/", this::page);
        route("GET", "/health", this::health);
        route("GET", "/api/processes", this::processes);
        route("POST", "/api/processes/start-missing", this::startMissing);
        route("POST", "/api/shutdown", this::endLab);
        server.start();
    }

    private interface Action {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private void route(String method, String path, Action action) {
        HttpHandler handler = exchange -> {
            try (exchange) {
                var refusal = doorkeeper.refuse(exchange, method, path);
                if (refusal.isPresent()) {
                    send(exchange, refusal.get().status(), PROBLEM, Json.compact(refusal.get()));
                } else {
                    exchange.getRequestBody().readAllBytes();
                    act(exchange, action);
                }
            }
        };
        server.createContext(path, handler);
    }

    private static void act(HttpExchange exchange, Action action) throws IOException {
        try {
            action.answer(exchange);
        } catch (Refusal refusal) {
            problem(exchange, 409, "Conflict", refusal.sentence());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            problem(exchange, 503, "Service Unavailable", "the lab is ending");
        } catch (RuntimeException unexpected) {
            problem(exchange, 500, "Internal Server Error", unexpected.toString());
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        try (InputStream page = ControlRoom.class.getResourceAsStream("page.html")) {
            if (page == null) {
                throw new IllegalStateException("page.html is missing beside " + ControlRoom.class.getName());
            }
            send(exchange, 200, "text/html; charset=utf-8", new String(page.readAllBytes(), UTF_8));
        }
    }

    private void health(HttpExchange exchange) throws IOException {
        if (supervisor.isReady()) {
            send(exchange, 200, JSON, Json.compact(Map.of("status", "up")));
        } else {
            String reason =
                    "not ready: " + String.join(", ", supervisor.status(false).notUp());
            send(exchange, 503, JSON, Json.compact(Map.of("status", "starting", "reason", reason)));
        }
    }

    private void processes(HttpExchange exchange) throws IOException {
        boolean withMemory = !"memory=false".equals(exchange.getRequestURI().getQuery());
        send(exchange, 200, JSON, Json.compact(supervisor.status(withMemory)));
    }

    private void startMissing(HttpExchange exchange) throws IOException, InterruptedException {
        send(exchange, 200, JSON, Json.compact(new Started(supervisor.startMissing())));
    }

    private void endLab(HttpExchange exchange) throws IOException {
        send(exchange, 202, JSON, Json.compact(Map.of("status", "ending")));
        shutdown.run();
    }

    private static void problem(HttpExchange exchange, int status, String title, String detail) throws IOException {
        send(exchange, status, PROBLEM, Json.compact(new Problem(title, status, detail)));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
