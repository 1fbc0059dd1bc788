package dev.tailback.catalog.carts;

import java.util.Locale;

/** How far a cart has come; what follows the checkout is its order's outcome. */
enum CartStatus {
    OPEN,
    SUBMITTED,
    CONFIRMED,
    REJECTED,
    CANCELLED,
    FAILED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CartStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
