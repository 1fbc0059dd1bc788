package dev.tailback.lab.load;

import java.util.Locale;

/** What is counted. */
public enum Fact {
    /** Who came and was let in. */
    SHOPPERS,
    /** Who came while too many others were under way. */
    TURNED_AWAY,
    REQUESTS,
    /** Requests that were not answered, or not with 2xx. */
    ERRORS,
    /** Checkouts that were sent, later attempts included. */
    CHECKOUTS,
    ACCEPTED,
    CONFIRMED,
    OUT_OF_STOCK,
    DECLINED,
    /** Checkouts that were not accepted. */
    REFUSED,
    /** Accepted, and then failed or never heard of again. */
    FAILED,
    /** Shoppers who wanted to buy, and left over an error before their checkout. */
    LEFT_BEFORE,
    RETRIES,
    /** Retries that the budget did not allow. */
    RETRIES_DENIED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
