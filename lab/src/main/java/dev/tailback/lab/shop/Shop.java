package dev.tailback.lab.shop;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.web.Answer;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The shop's public HTTP interface. */
public final class Shop {
    /** What checkout answers in one go. */
    public static final int MOST_ORDERS_PER_QUESTION = 500;

    private static final int NOT_FOUND = 404;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Web web;
    private final String catalog;
    private final String checkout;

    public Shop(Web web, Ports ports) {
        this.web = web;
        this.catalog = ports.url(Part.CATALOG);
        this.checkout = ports.url(Part.CHECKOUT);
    }

    private record Products(List<Product> products) {}

    private record Cart(UUID id) {}

    private record Item(String sku, int quantity) {}

    private record Accepted(UUID order, String traceId) {}

    private record Ids(Collection<UUID> ids) {}

    private record Orders(List<OrderView> orders) {}

    public List<Product> products(int limit) throws InterruptedException {
        return get(catalog + "/products?limit=" + limit).as(Products.class).products();
    }

    /** A shopper's three requests, one after the other. */
    public Receipt buy(String sku, int quantity) throws InterruptedException {
        return checkout(fillCart(sku, quantity));
    }

    /** A new cart with so many of one product. */
    public UUID fillCart(String sku, int quantity) throws InterruptedException {
        Cart cart = post(catalog + "/carts", Map.of()).as(Cart.class);
        String items = catalog + "/carts/" + cart.id() + "/items";
        Answer added = post(items, new Item(sku, quantity));
        if (!added.isGood()) {
            throw new WebFailure(items + " answered " + added.status() + ": " + added.reason());
        }
        return cart.id();
    }

    public Receipt checkout(UUID cart) throws InterruptedException {
        return checkout(cart, Map.of());
    }

    /** Under that key the same checkout may be sent as often as one likes. */
    public Receipt checkout(UUID cart, String idempotencyKey) throws InterruptedException {
        return checkout(cart, Map.of("Idempotency-Key", idempotencyKey));
    }

    private Receipt checkout(UUID cart, Map<String, String> headers) throws InterruptedException {
        Instant sentAt = Instant.now();
        URI uri = URI.create(catalog + "/carts/" + cart + "/checkout");
        Accepted accepted = web.post(uri, Map.of(), headers, PATIENCE).as(Accepted.class);
        return new Receipt(accepted.order(), accepted.traceId(), sentAt);
    }

    /** Empty while the order is on its way to checkout, and for an id that nobody gave out. */
    public Optional<OrderView> order(UUID id) throws InterruptedException {
        Answer answer = get(checkout + "/orders/" + id);
        return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(answer.as(OrderView.class));
    }

    /** Those of them that checkout knows. */
    public List<OrderView> orders(Collection<UUID> ids) throws InterruptedException {
        URI uri = URI.create(checkout + "/orders/query");
        return web.postUntraced(uri, new Ids(ids), PATIENCE).as(Orders.class).orders();
    }

    private Answer get(String uri) throws InterruptedException {
        return web.get(URI.create(uri), PATIENCE);
    }

    private Answer post(String uri, Object body) throws InterruptedException {
        return web.post(URI.create(uri), body, PATIENCE);
    }
}
