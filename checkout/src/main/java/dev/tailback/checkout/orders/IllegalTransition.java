package dev.tailback.checkout.orders;

import dev.tailback.events.OrderId;
import org.jspecify.annotations.Nullable;

/** An invariant is broken: this cannot happen to an order in that state. */
final class IllegalTransition extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    IllegalTransition(OrderId id, @Nullable Order order, Happening happening) {
        super("order " + id + " is "
                + (order == null ? "not placed" : order.state().text()) + " and cannot take " + happening);
    }
}
