package dev.tailback.checkout.orders;

import java.util.Locale;

/** Where an order stands. Every order ends in exactly one of the last four. */
enum OrderState {
    /** Stock is wanted. */
    PLACED,
    /** Stock is set aside, and the provider may have been asked for the money. */
    RESERVED,
    CONFIRMED,
    REJECTED,
    CANCELLED,
    FAILED;

    boolean ended() {
        return this != PLACED && this != RESERVED;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
