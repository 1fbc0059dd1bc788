package dev.tailback.lab.spans;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;

/** Answers what it is told to, where flow-alerts would. */
public final class FakeFlowAlerts implements AutoCloseable {
    private static final int SOME_BASE = 2_000;

    private final HttpServer server;

    /** @param answer to a path with its query */
    public FakeFlowAlerts(UnaryOperator<String> answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.apply(exchange.getRequestURI().toString()).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public Ports ports() {
        int offset = Ports.from(SOME_BASE).of(Part.FLOW_ALERTS) - SOME_BASE;
        return Ports.from(server.getAddress().getPort() - offset);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
