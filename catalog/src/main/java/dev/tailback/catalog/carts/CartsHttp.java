package dev.tailback.catalog.carts;

import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.stage.http.Problem;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Every write may be repeated: under an Idempotency-Key, or because its effect is the same a second time. */
@RestController
@RequestMapping("/carts")
class CartsHttp {
    private final Shopping shopping;
    private final IdempotencyKeys keys;
    private final Clock clock;

    CartsHttp(Shopping shopping, IdempotencyKeys keys, Clock clock) {
        this.shopping = shopping;
        this.keys = keys;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<CartView> open(
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable NewCart body) {
        NewCart wanted = body == null ? new NewCart(null) : body;
        CartView cart = keys.once(key, "POST /carts " + wanted, CartView.class, () -> {
            OrderId id = wanted.id() == null ? OrderId.at(clock.instant()) : wanted.id();
            return CartView.of(shopping.open(id));
        });
        return ResponseEntity.created(URI.create("/carts/" + cart.id())).body(cart);
    }

    @GetMapping("/{id}")
    CartView look(@PathVariable OrderId id) {
        return CartView.of(shopping.look(id));
    }

    @PostMapping("/{id}/items")
    CartView put(
            @PathVariable OrderId id,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody Item item) {
        Sku sku = item.sku();
        if (sku == null) {
            throw Problem.invalid("sku", null, "the sku of a product on offer");
        }
        Integer quantity = item.quantity();
        if (quantity == null) {
            throw Problem.invalid("quantity", null, "1 to " + Line.MAX_QUANTITY);
        }
        return keys.once(
                key,
                "POST /carts/" + id + "/items " + item,
                CartView.class,
                () -> CartView.of(shopping.put(id, sku, quantity)));
    }

    @DeleteMapping("/{id}/items/{sku}")
    CartView remove(
            @PathVariable OrderId id,
            @PathVariable Sku sku,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key) {
        return keys.once(
                key,
                "DELETE /carts/" + id + "/items/" + sku,
                CartView.class,
                () -> CartView.of(shopping.remove(id, sku)));
    }

    @PostMapping("/{id}/checkout")
    ResponseEntity<Submitted> checkout(
            @PathVariable OrderId id,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable Checkout body) {
        Checkout wanted = body == null ? new Checkout(null, null) : body;
        Terms terms = Terms.of(wanted.card(), wanted.patience());
        Submitted submitted = keys.once(key, "POST /carts/" + id + "/checkout " + wanted, Submitted.class, () -> {
            Cart cart = shopping.checkout(id, terms);
            return new Submitted(id, CartStatus.SUBMITTED.text(), String.valueOf(cart.traceId()));
        });
        return ResponseEntity.accepted().body(submitted);
    }

    record NewCart(@Nullable OrderId id) {}

    record Item(@Nullable Sku sku, @Nullable Integer quantity) {}

    record Checkout(@Nullable String card, @Nullable String patience) {}

    record Submitted(OrderId order, String status, String traceId) {}

    record CartView(OrderId id, String status, @Nullable String reason, List<Line> items, Money total) {
        static CartView of(Cart cart) {
            String reason = cart.outcome() == null ? null : cart.outcome().reason();
            return new CartView(cart.id(), cart.status().text(), reason, cart.items(), cart.total());
        }
    }
}
