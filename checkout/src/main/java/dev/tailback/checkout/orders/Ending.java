package dev.tailback.checkout.orders;

import dev.tailback.events.FailureReason;
import dev.tailback.events.OrderCancelled;
import dev.tailback.events.OrderConfirmed;
import dev.tailback.events.OrderEvent;
import dev.tailback.events.OrderFailed;
import dev.tailback.events.OrderRejected;
import dev.tailback.events.Sku;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an order ends. */
sealed interface Ending {
    record Confirmed() implements Ending {}

    record Rejected(List<Sku> shortOf) implements Ending {}

    record Cancelled(String declinedBecause) implements Ending {}

    record Failed(FailureReason reason) implements Ending {}

    default OrderState state() {
        return switch (this) {
            case Confirmed confirmed -> OrderState.CONFIRMED;
            case Rejected rejected -> OrderState.REJECTED;
            case Cancelled cancelled -> OrderState.CANCELLED;
            case Failed failed -> OrderState.FAILED;
        };
    }

    /** For the shopper to see; null if all went well. */
    default @Nullable String shownReason() {
        return switch (this) {
            case Confirmed confirmed -> null;
            case Rejected rejected -> "out_of_stock";
            case Cancelled cancelled -> cancelled.declinedBecause();
            case Failed failed -> failed.reason().text();
        };
    }

    /** The value of {@code checkout.failure_reason}; null if it counts as no failure: the shop did what it could. */
    default @Nullable String failureReason() {
        return switch (this) {
            case Confirmed confirmed -> null;
            case Rejected rejected -> null;
            case Cancelled cancelled -> "payment_declined";
            case Failed failed -> failed.reason().text();
        };
    }

    default OrderEvent told(Order order, Instant now) {
        return switch (this) {
            case Confirmed confirmed -> new OrderConfirmed(order.id(), now, order.total());
            case Rejected rejected -> new OrderRejected(order.id(), now, rejected.shortOf());
            case Cancelled cancelled -> new OrderCancelled(order.id(), now, cancelled.declinedBecause());
            case Failed failed -> new OrderFailed(order.id(), now, failed.reason());
        };
    }
}
