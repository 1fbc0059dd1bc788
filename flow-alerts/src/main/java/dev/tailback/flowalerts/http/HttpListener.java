package dev.tailback.flowalerts.http;

import com.sun.net.httpserver.HttpExchange;
import dev.tailback.door.Doorkeeper;
import dev.tailback.door.HttpPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open HTTP port; every request has a virtual thread of its own. */
public final class HttpListener implements Listener {
    private static final Logger log = LoggerFactory.getLogger(HttpListener.class);

    private static final int STOP_SECONDS = 1;

    private final HttpPort port;

    private HttpListener(HttpPort port) {
        this.port = port;
    }

    /** Opens a port (0: any free one). */
    public static HttpListener open(InetSocketAddress address, Doorkeeper doorkeeper, Door door) throws IOException {
        return new HttpListener(HttpPort.open(
                address,
                doorkeeper,
                (exchange, refusal) -> serve(exchange, door, () -> door.refused(exchange, refusal)),
                exchange -> serve(exchange, door, () -> door.answer(exchange))));
    }

    private interface Answering {
        Answer answer() throws IOException;
    }

    private static void serve(HttpExchange exchange, Door door, Answering answering) {
        try (exchange) {
            send(exchange, answer(exchange, door, answering));
        } catch (IOException failure) {
            log.debug("{} {}: the client went away", exchange.getRequestMethod(), exchange.getRequestURI(), failure);
        }
    }

    private static Answer answer(HttpExchange exchange, Door door, Answering answering) throws IOException {
        try {
            return answering.answer();
        } catch (RuntimeException failure) {
            log.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), failure);
            return door.failed(exchange);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.length());
        if (answer.length() >= 0) {
            answer.body().writeTo(exchange.getResponseBody());
        }
    }

    @Override
    public URI uri() {
        return Listener.uri(port.address());
    }

    @Override
    public void close() {
        port.close(STOP_SECONDS);
    }
}
