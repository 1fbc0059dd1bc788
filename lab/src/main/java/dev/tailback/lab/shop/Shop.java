package dev.tailback.lab.shop;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Places;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Http;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The shop's public HTTP interface. */
public final class Shop {
    /** What checkout answers in one go. */
    public static final int MOST_ORDERS_PER_QUESTION = 500;

    private static final int NOT_FOUND = 404;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Http http;
    private final String catalog;
    private final String checkout;

    public Shop(Http http, Places places) {
        this.http = http;
        this.catalog = places.url(Part.CATALOG);
        this.checkout = places.url(Part.CHECKOUT);
    }

    private record Products(List<Product> products) {}

    private record Cart(UUID id) {}

    private record Item(String sku, int quantity) {}

    private record Terms(String card, @Nullable String patience) {}

    private record Accepted(UUID order, String traceId) {}

    private record Ids(Collection<UUID> ids) {}

    private record Orders(List<OrderView> orders) {}

    public List<Product> products(int limit) throws InterruptedException {
        return get(catalog + "/products?limit=" + limit, PATIENCE)
                .as(Products.class)
                .products();
    }

    public Product product(String sku) throws InterruptedException {
        return get(catalog + "/products/" + sku, PATIENCE).as(Product.class);
    }

    /** As a shopper's browser asks for it, who looks and does not read. */
    public void look(Search search, Duration patience) throws InterruptedException {
        get(catalog + "/products?" + search.query(), patience).demandGood();
    }

    public void look(Product product, Duration patience) throws InterruptedException {
        get(catalog + "/products/" + product.sku(), patience).demandGood();
    }

    /** A shopper's three requests, one after the other. */
    public Receipt buy(String sku, int quantity) throws InterruptedException {
        return checkout(fillCart(sku, quantity));
    }

    /** A new cart with so many of one product. */
    public UUID fillCart(String sku, int quantity) throws InterruptedException {
        UUID cart = openCart(PATIENCE);
        put(cart, sku, quantity, PATIENCE);
        return cart;
    }

    public UUID openCart(Duration patience) throws InterruptedException {
        return post(catalog + "/carts", Map.of(), patience).as(Cart.class).id();
    }

    public void put(UUID cart, String sku, int quantity, Duration patience) throws InterruptedException {
        post(cart(cart) + "/items", new Item(sku, quantity), patience).demandGood();
    }

    public void remove(UUID cart, String sku, Duration patience) throws InterruptedException {
        http.delete(URI.create(cart(cart) + "/items/" + sku), patience).demandGood();
    }

    /** Under an id of one's own. As with every key, the same request may be sent as often as one likes. */
    public void openCart(UUID cart, String key, Duration patience) throws InterruptedException {
        http.post(URI.create(catalog + "/carts"), new Cart(cart), under(key), patience)
                .demandGood();
    }

    public void put(UUID cart, String sku, int quantity, String key, Duration patience) throws InterruptedException {
        http.post(URI.create(cart(cart) + "/items"), new Item(sku, quantity), under(key), patience)
                .demandGood();
    }

    /** @param patience for the answer; the order's is the usual */
    public void checkout(UUID cart, String card, String key, Duration patience) throws InterruptedException {
        checkout(cart, new Terms(card, null), under(key), patience);
    }

    private static Map<String, String> under(String key) {
        return Map.of("Idempotency-Key", key);
    }

    public Receipt checkout(UUID cart) throws InterruptedException {
        return checkout(cart, Map.of(), Map.of(), PATIENCE);
    }

    /** Under that key the same checkout may be sent as often as one likes. */
    public Receipt checkout(UUID cart, String idempotencyKey) throws InterruptedException {
        return checkout(cart, Map.of(), under(idempotencyKey), PATIENCE);
    }

    /** With a card, and with the patience that is both the shopper's and the order's. */
    public Receipt checkout(UUID cart, String card, Duration patience) throws InterruptedException {
        return checkout(cart, new Terms(card, patience.toMillis() + "ms"), Map.of(), patience);
    }

    private Receipt checkout(UUID cart, Object terms, Map<String, String> headers, Duration patience)
            throws InterruptedException {
        Instant sentAt = Instant.now();
        URI uri = URI.create(cart(cart) + "/checkout");
        Accepted accepted = http.post(uri, terms, headers, patience).as(Accepted.class);
        return new Receipt(accepted.order(), accepted.traceId(), sentAt);
    }

    /** Empty while the order is on its way to checkout, and for an id that nobody gave out. */
    public Optional<OrderView> order(UUID id) throws InterruptedException {
        Answer answer = get(checkout + "/orders/" + id, PATIENCE);
        return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(answer.as(OrderView.class));
    }

    /** Those of them that checkout knows. */
    public List<OrderView> orders(Collection<UUID> ids) throws InterruptedException {
        URI uri = URI.create(checkout + "/orders/query");
        return http.postUntraced(uri, new Ids(ids), PATIENCE).as(Orders.class).orders();
    }

    private String cart(UUID cart) {
        return catalog + "/carts/" + cart;
    }

    private Answer get(String uri, Duration patience) throws InterruptedException {
        return http.get(URI.create(uri), patience);
    }

    private Answer post(String uri, Object body, Duration patience) throws InterruptedException {
        return http.post(URI.create(uri), body, patience);
    }
}
