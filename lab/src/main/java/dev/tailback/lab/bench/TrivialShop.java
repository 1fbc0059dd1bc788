package dev.tailback.lab.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tailback.events.Money;
import dev.tailback.lab.shop.Product;
import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * A process that answers as the catalog does and works for none of it, so that a load against it measures the load.
 * It ends with its standard input.
 */
public final class TrivialShop {
    private static final int PRODUCTS = 100;
    private static final int BACKLOG = 1_000;

    private TrivialShop() {}

    public static void main(String[] args) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        List<Product> products = IntStream.rangeClosed(1, PRODUCTS)
                .mapToObj(TrivialShop::product)
                .toList();
        byte[] all = Json.compact(Map.of("products", products)).getBytes(UTF_8);
        byte[] one = Json.compact(products.getFirst()).getBytes(UTF_8);
        server.createContext("/products", exchange -> answer(exchange, exchange.getRequestURI(), all, one));
        server.start();
        System.out.println(server.getAddress().getPort());
        System.in.transferTo(System.err);
        System.exit(0);
    }

    private static Product product(int number) {
        return new Product("SKU-%05d".formatted(number), "Nothing", "office", Money.ofCents(100L * number));
    }

    private static void answer(HttpExchange exchange, URI asked, byte[] all, byte[] one) throws IOException {
        try (exchange) {
            boolean isWholeList = asked.getPath().equals("/products") && "limit=100".equals(asked.getQuery());
            byte[] body = isWholeList ? all : one;
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
