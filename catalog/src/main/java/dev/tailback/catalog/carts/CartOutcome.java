package dev.tailback.catalog.carts;

import dev.tailback.events.OrderCancelled;
import dev.tailback.events.OrderConfirmed;
import dev.tailback.events.OrderEvent;
import dev.tailback.events.OrderFailed;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.OrderRejected;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the order of a cart ended, and why if not well. */
record CartOutcome(
        OrderId order, CartStatus status, @Nullable String reason) {
    /** Empty for what is no end. */
    static Optional<CartOutcome> of(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> Optional.empty();
            case OrderConfirmed confirmed ->
                Optional.of(new CartOutcome(confirmed.order(), CartStatus.CONFIRMED, null));
            case OrderRejected rejected ->
                Optional.of(new CartOutcome(rejected.order(), CartStatus.REJECTED, "out_of_stock"));
            case OrderCancelled cancelled ->
                Optional.of(new CartOutcome(cancelled.order(), CartStatus.CANCELLED, cancelled.declinedBecause()));
            case OrderFailed failed ->
                Optional.of(new CartOutcome(
                        failed.order(), CartStatus.FAILED, failed.reason().text()));
        };
    }
}
