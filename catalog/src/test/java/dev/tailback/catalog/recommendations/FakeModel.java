package dev.tailback.catalog.recommendations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that speaks as OpenAI's does, and says what a test wants it to. */
final class FakeModel implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A call as it arrived. */
    record Call(String authorization, String traceparent, JsonNode body) {}

    @FunctionalInterface
    interface Behaviour {
        void answer(HttpExchange exchange, JsonNode asked) throws IOException;
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;
    private volatile Behaviour behaviour = FakeModel::sensible;

    FakeModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    List<Call> calls() {
        return calls;
    }

    void behave(Behaviour wanted) {
        calls.clear();
        behaviour = wanted;
    }

    /** Looks for cheap things to hear, and recommends the dearest of what it is shown, and a thing that it is not. */
    static void sensible(HttpExchange exchange, JsonNode asked) throws IOException {
        JsonNode message = JSON.readTree(asked.at("/messages/1/content").asString());
        if (message.has("categories")) {
            say(exchange, "```json\n{\"category\":\"audio\",\"price_max\":150}\n```");
        } else {
            JsonNode products = message.get("products");
            say(
                    exchange,
                    "I would take {\"skus\":[\"SKU-77777\",\""
                            + products.get(products.size() - 1).get("sku").asString() + "\"]}");
        }
    }

    /** Until the test is over. */
    void thinkOn(HttpExchange exchange, JsonNode asked) throws IOException {
        try {
            closing.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    static void say(HttpExchange exchange, String content) throws IOException {
        tell(
                exchange,
                200,
                JSON.writeValueAsString(Map.of(
                        "model",
                        "fake-1-2026",
                        "choices",
                        List.of(Map.of(
                                "message", Map.of("role", "assistant", "content", content), "finish_reason", "stop")),
                        "usage",
                        Map.of("prompt_tokens", 17, "completion_tokens", 4))));
    }

    static void tell(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode asked = JSON.readTree(exchange.getRequestBody());
            calls.add(new Call(
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")),
                    asked));
            behaviour.answer(exchange, asked);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
