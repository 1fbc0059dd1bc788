package dev.tailback.lab.load;

import java.util.Locale;

/** The kinds of waiting that are timed. */
public enum Kind {
    /** A listing. */
    SEARCH,
    /** A product's page. */
    PRODUCT,
    /** A new cart, something put in or taken out. */
    CART,
    /** That the checkout is accepted. */
    CHECKOUT,
    /** That the order has ended, from the checkout on. */
    ORDER;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
