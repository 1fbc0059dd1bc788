package dev.tailback.lab.payments;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What is sent back. */
record Reply(int status, String type, String text) {
    static Reply json(int status, Object body) {
        return new Reply(status, "application/json", Json.compact(body));
    }

    static Reply of(Refused refused) {
        return new Reply(refused.status(), "application/problem+json", Json.compact(refused.body()));
    }

    void send(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
