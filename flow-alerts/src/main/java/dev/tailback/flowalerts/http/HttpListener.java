package dev.tailback.flowalerts.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open HTTP port; every request has a virtual thread of its own. */
public final class HttpListener implements Listener {
    private static final Logger log = LoggerFactory.getLogger(HttpListener.class);

    private static final int STOP_SECONDS = 1;

    // The JDK's server reads these once, when its first class is loaded. A value given on the command line wins.
    static {
        Map.of(
                        // Without it, small answers on kept connections wait 40 ms for a delayed acknowledgement.
                        "sun.net.httpserver.nodelay", "true",
                        // Longer than OkHttp's pool keeps a connection (5 min) and the JDK's client (30 s): the side
                        // that sends must be the one that closes, else a request meets a closing socket.
                        "sun.net.httpserver.idleInterval", "330",
                        "sun.net.httpserver.maxIdleConnections", "200",
                        // A client that is too slow with its request must not hold a place for ever.
                        "sun.net.httpserver.maxReqTime", "20",
                        // So much of a refused body is read on, so that its sender sees the answer, not a reset.
                        "sun.net.httpserver.drainAmount", String.valueOf(16 << 20),
                        "jdk.httpserver.maxConnections", "500")
                .forEach(HttpListener::setUnlessGiven);
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private HttpListener(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    private static void setUnlessGiven(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /** Opens a port (0: any free one). */
    public static HttpListener open(InetSocketAddress port, Door door) throws IOException {
        var server = HttpServer.create(port, 0);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, door));
        server.start();
        return new HttpListener(server, threads);
    }

    private static void serve(HttpExchange exchange, Door door) {
        try (exchange) {
            send(exchange, answer(exchange, door));
        } catch (IOException e) {
            log.debug("{} {}: the client went away", exchange.getRequestMethod(), exchange.getRequestURI(), e);
        }
    }

    private static Answer answer(HttpExchange exchange, Door door) throws IOException {
        try {
            return door.answer(exchange);
        } catch (RuntimeException e) {
            log.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            return door.failed(exchange);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        // For this server -1 means an empty body, and 0 a chunked one.
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public URI uri() {
        return Listener.uri(server.getAddress());
    }

    @Override
    public void close() {
        server.stop(STOP_SECONDS);
        threads.shutdownNow();
    }
}
