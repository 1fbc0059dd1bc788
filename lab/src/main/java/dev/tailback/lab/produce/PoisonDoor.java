package dev.tailback.lab.produce;

import dev.tailback.events.EventRecord;
import dev.tailback.events.OrderId;
import dev.tailback.lab.arrivals.Poison;
import dev.tailback.lab.carts.CartsTopic;
import dev.tailback.lab.shop.Product;
import java.time.Instant;

/** Carts that nobody can read, each under an order id of its own. */
record PoisonDoor(CartsTopic carts, Product product, Ledger ledger) {
    void enter(Poison kind) {
        Instant now = Instant.now();
        OrderId order = OrderId.at(now);
        EventRecord good = KafkaDoor.cart(order, product, 1, now);
        ledger.poisoning();
        carts.begin(order, kind.spoil(good), (traceId, refused) -> {
            if (refused == null) {
                ledger.poisoned(order.value());
            } else {
                ledger.notPoisoned("Kafka did not take poison (" + kind + "): " + refused);
            }
        });
    }
}
