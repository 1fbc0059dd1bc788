package dev.tailback.checkout.orders;

import dev.tailback.events.StockEvent;
import dev.tailback.events.StockRefused;
import dev.tailback.events.StockReserved;
import java.util.Locale;

/** Where an order stands. Every order is placed and ends in exactly one of the others. */
enum OrderState {
    PLACED,
    CONFIRMED,
    REJECTED;

    /** The state that follows; an event that this state cannot take is a broken invariant, and loud. */
    OrderState after(StockEvent event) {
        if (this != PLACED) {
            throw new IllegalStateException("order " + event.order() + " is " + this + " and cannot take " + event);
        }
        return switch (event) {
            case StockReserved reserved -> CONFIRMED;
            case StockRefused refused -> REJECTED;
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
