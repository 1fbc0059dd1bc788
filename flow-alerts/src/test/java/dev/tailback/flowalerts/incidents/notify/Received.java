package dev.tailback.flowalerts.incidents.notify;

import com.sun.net.httpserver.HttpServer;
import dev.tailback.door.HttpPort;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;

/** A server that notes what it gets, and answers the n-th request as it is told. */
public final class Received implements AutoCloseable {
    public record Request(String path, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public Received(IntUnaryOperator status) throws IOException {
        haveTheSettingsOfOurPorts();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                Map<String, String> headers = new HashMap<>();
                exchange.getRequestHeaders()
                        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
                requests.add(new Request(
                        exchange.getRequestURI().getPath(),
                        headers,
                        exchange.getRequestBody().readAllBytes()));
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(status.applyAsInt(requests.size()), -1);
            }
        });
        server.start();
    }

    /** Which the JDK's server reads once in a JVM: whoever opens the first port of all decides for the others. */
    private static void haveTheSettingsOfOurPorts() {
        try {
            MethodHandles.publicLookup().ensureInitialized(HttpPort.class);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    Address address(String path) {
        return Address.of(url(path));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
