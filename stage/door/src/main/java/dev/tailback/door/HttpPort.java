package dev.tailback.door;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A port of the JDK's own HTTP server, with a doorkeeper. Every request has a virtual thread of its own, so that one that
 * comes slowly holds up nobody, and must have come whole within {@value #REQUEST_SECONDS} seconds.
 */
public final class HttpPort implements AutoCloseable {
    private static final int REQUEST_SECONDS = 20;

    // The JDK's server reads these once, when its first class is loaded. A value given on the command line wins.
    static {
        Map.of(
                        // Without it, small answers on kept connections wait 40 ms for a delayed acknowledgement.
                        "sun.net.httpserver.nodelay", "true",
                        // Longer than OkHttp's pool keeps a connection (5 min) and the JDK's client (30 s): the side
                        // that sends must be the one that closes, else a request meets a closing socket.
                        "sun.net.httpserver.idleInterval", "330",
                        "sun.net.httpserver.maxIdleConnections", "200",
                        "sun.net.httpserver.maxReqTime", String.valueOf(REQUEST_SECONDS),
                        // So much of a refused body is read on, so that its sender sees the answer, not a reset.
                        "sun.net.httpserver.drainAmount", String.valueOf(16 << 20),
                        "jdk.httpserver.maxConnections", "1000")
                .forEach(HttpPort::setUnlessGiven);
    }

    /** How a refusal is told. */
    @FunctionalInterface
    public interface Refusing {
        void tell(HttpExchange exchange, Refusal refusal) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpPort(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    private static void setUnlessGiven(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /** Opens a port (0: any free one) that tells refusals as problem+json. */
    public static HttpPort open(InetSocketAddress address, Doorkeeper doorkeeper, HttpHandler handler)
            throws IOException {
        return open(address, doorkeeper, HttpPort::problem, handler);
    }

    public static HttpPort open(
            InetSocketAddress address, Doorkeeper doorkeeper, Refusing refusing, HttpHandler handler)
            throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            Optional<Refusal> refusal = doorkeeper.refuse(visitor(exchange));
            if (refusal.isPresent()) {
                refusing.tell(exchange, refusal.get());
            } else if (doorkeeper.welcomes(exchange.getRequestHeaders().getFirst("Origin")) && welcome(exchange)) {
                exchange.close();
            } else {
                handler.handle(exchange);
            }
        });
        server.start();
        return new HttpPort(server, threads);
    }

    /** Tells a browser that a page of somebody else may speak to this port; true if that was all it wanted to know. */
    private static boolean welcome(HttpExchange exchange) throws IOException {
        Headers answer = exchange.getResponseHeaders();
        answer.set("Access-Control-Allow-Origin", exchange.getRequestHeaders().getFirst("Origin"));
        answer.set("Vary", "Origin");
        if (!exchange.getRequestMethod().equals("OPTIONS")) {
            return false;
        }
        answer.set("Access-Control-Allow-Methods", "GET, POST");
        answer.set("Access-Control-Allow-Headers", "Content-Type, Content-Encoding");
        answer.set("Access-Control-Max-Age", "600");
        exchange.sendResponseHeaders(204, -1);
        return true;
    }

    private static Visitor visitor(HttpExchange exchange) {
        return Visitor.of(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders()::getFirst);
    }

    /** Answers with the refusal, and is done with the exchange. */
    public static void problem(HttpExchange exchange, Refusal refusal) throws IOException {
        try (exchange;
                OutputStream body = exchange.getResponseBody()) {
            byte[] problem = refusal.problem();
            exchange.getResponseHeaders().set("Content-Type", Refusal.CONTENT_TYPE);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            refusal.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(refusal.status(), problem.length);
            body.write(problem);
        }
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Takes nothing more, and gives what is under way that time to finish. */
    public void close(int seconds) {
        server.stop(seconds);
        threads.shutdownNow();
    }

    @Override
    public void close() {
        close(0);
    }
}
