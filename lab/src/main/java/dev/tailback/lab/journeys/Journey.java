package dev.tailback.lab.journeys;

import java.util.Locale;

/** What a shopper came for. */
public enum Journey {
    /** A listing and a product. */
    BROWSE_ONLY,
    /** The same, and a cart that is left behind; every third shopper takes the product out again. */
    BROWSE_AND_CART,
    /** A listing, a product, a cart and its checkout, whose outcome the shopper waits for. */
    FULL_CHECKOUT;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
