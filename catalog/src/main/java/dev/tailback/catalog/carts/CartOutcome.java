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
record Outcome(OrderId order, CartStatus status, @Nullable String reason) {
    /** Empty for what is no end. */
    static Optional<Outcome> of(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> Optional.empty();
            case OrderConfirmed confirmed -> Optional.of(new Outcome(confirmed.order(), CartStatus.CONFIRMED, null));
            case OrderRejected rejected ->
                Optional.of(new Outcome(rejected.order(), CartStatus.REJECTED, "out_of_stock"));
            case OrderCancelled cancelled ->
                Optional.of(new Outcome(cancelled.order(), CartStatus.CANCELLED, cancelled.declinedBecause()));
            case OrderFailed failed ->
                Optional.of(new Outcome(
                        failed.order(), CartStatus.FAILED, failed.reason().text()));
        };
    }
}
