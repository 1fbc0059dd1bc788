package dev.tailback.lab.produce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Catalog and checkout behind one port, with an order confirmed as soon as it is asked for. */
public final class FakeShop implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> checkouts = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch carts = new CountDownLatch(0);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean hangs;
    private volatile String outcome = "confirmed";
    private volatile @Nullable String refusal;
    private volatile String products = "[{\"sku\": \"SKU-00001\", \"name\": \"Chair\", \"category\": \"office\", "
            + "\"price\": {\"cents\": 1999, \"currency\": \"USD\"}}]";

    public FakeShop() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1_000);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    public Ports ports() {
        int port = server.getAddress().getPort();
        return new Ports(port, port, port, port, port, port, port, port, port, port, port, port, port);
    }

    void holdCartsUntil(int shoppers) {
        carts = new CountDownLatch(shoppers);
    }

    public void refuseCheckouts(String reason) {
        refusal = reason;
    }

    /** Each with its cart and key, in the order in which they came. */
    public List<String> checkouts() {
        return List.copyOf(checkouts);
    }

    /** The method and the path of each, with words for ids. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Whoever asks for orders from now on hears nothing. */
    public void hangWhenAskedForOrders() {
        hangs = true;
    }

    /** In which state an order is found, whenever it is asked for. */
    public void endOrdersAs(String state) {
        outcome = state;
    }

    void sellNothing() {
        products = "[]";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(exchange.getRequestMethod() + " " + path.replaceAll("[0-9a-f-]{36}", "{id}"));
        if (path.startsWith("/products/")) {
            send(exchange, 200, products.substring(1, products.length() - 1));
        } else if (path.equals("/products")) {
            send(exchange, 200, "{\"products\": " + products + "}");
        } else if (path.equals("/carts")) {
            awaitShoppers();
            send(exchange, 201, "{\"id\": \"" + UUID.randomUUID() + "\"}");
        } else if (path.contains("/items")) {
            send(exchange, 200, "{}");
        } else if (path.endsWith("/checkout")) {
            checkout(exchange, path.split("/")[2]);
        } else if (hangs) {
            hang();
        } else {
            send(exchange, 200, orders(Json.tree(body)));
        }
    }

    private void awaitShoppers() {
        carts.countDown();
        try {
            if (!carts.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException(carts.getCount() + " shoppers never came");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void hang() {
        try {
            closing.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkout(HttpExchange exchange, String cart) throws IOException {
        checkouts.add(cart + " under " + exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        if (refusal == null) {
            send(exchange, 202, "{\"order\": \"" + cart + "\", \"status\": \"submitted\", \"trace_id\": \"abc\"}");
        } else {
            send(exchange, 503, "{\"detail\": \"" + refusal + "\"}");
        }
    }

    private String orders(JsonNode question) {
        List<OrderView> orders = new ArrayList<>();
        for (JsonNode id : question.get("ids")) {
            orders.add(new OrderView(
                    UUID.fromString(id.stringValue()), outcome, "abc", null, Instant.now(), null, Instant.now()));
        }
        return Json.compact(Map.of("orders", orders));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
