package dev.tailback.catalog.carts;

import dev.tailback.events.Line;
import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.stage.Problem;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/carts")
class CartsHttp {
    private final Shopping shopping;
    private final Clock clock;

    CartsHttp(Shopping shopping, Clock clock) {
        this.shopping = shopping;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<CartView> open(@RequestBody(required = false) @Nullable NewCart wanted) {
        OrderId id = wanted == null || wanted.id() == null ? OrderId.at(clock.instant()) : wanted.id();
        return ResponseEntity.created(URI.create("/carts/" + id)).body(CartView.of(shopping.open(id)));
    }

    @GetMapping("/{id}")
    CartView look(@PathVariable OrderId id) {
        return CartView.of(shopping.look(id));
    }

    @PostMapping("/{id}/items")
    CartView put(@PathVariable OrderId id, @RequestBody Item item) {
        if (item.sku() == null) {
            throw Problem.invalid("sku", null, "the sku of a product on offer");
        }
        if (item.quantity() == null) {
            throw Problem.invalid("quantity", null, "1 to " + Line.MAX_QUANTITY);
        }
        return CartView.of(shopping.put(id, item.sku(), item.quantity()));
    }

    @PostMapping("/{id}/checkout")
    ResponseEntity<Submitted> checkout(
            @PathVariable OrderId id, @RequestBody(required = false) @Nullable Checkout wanted) {
        Cart cart = shopping.checkout(id);
        return ResponseEntity.accepted().body(new Submitted(id, "submitted", String.valueOf(cart.traceId())));
    }

    record NewCart(@Nullable OrderId id) {}

    record Item(@Nullable Sku sku, @Nullable Integer quantity) {}

    /** Nothing can be chosen at the checkout yet, and what is not known is refused. */
    record Checkout() {}

    record Submitted(OrderId order, String status, String traceId) {}

    record CartView(OrderId id, String status, List<Line> items, Money total) {
        static CartView of(Cart cart) {
            return new CartView(cart.id(), cart.submitted() ? "submitted" : "open", cart.items(), cart.total());
        }
    }
}
