package dev.tailback.lab.room.figures;

import java.util.Locale;

/** One of the numbers that are kept for an hour; the page knows them by these names. Times are in milliseconds. */
public enum Figure {
    SEARCH_P95,
    PAGE_P95,
    CHECKOUT_P95,
    REQUESTS,
    HTTP_ERRORS,
    CATALOG_ACTIVE,
    CATALOG_MAX,
    CATALOG_PENDING,
    CHECKOUT_ACTIVE,
    CHECKOUT_MAX,
    CHECKOUT_PENDING,
    INVENTORY_ACTIVE,
    INVENTORY_MAX,
    INVENTORY_PENDING,
    CATALOG_LAG,
    CATALOG_LAG_SECONDS,
    CHECKOUT_LAG,
    CHECKOUT_LAG_SECONDS,
    INVENTORY_LAG,
    INVENTORY_LAG_SECONDS,
    /** Checkouts that were answered with 202, a second. */
    ACCEPTED,
    CONFIRMED,
    FAILED,
    /** Orders that ended in the last minute, confirmed or failed, and the share that failed. */
    DUE,
    FAILING,
    /** The same of the last ten seconds. */
    DUE_NOW,
    FAILING_NOW,
    /** Cents a minute. */
    LOST_REVENUE,
    OPEN_ORDERS,
    /** Open orders whose shoppers' patience has ended. */
    LEFT,
    OUTBOX_ROWS,
    OUTBOX_SECONDS,
    WAL_BYTES,
    WORKING,
    LOCK_WAITERS,
    CONNECTIONS,
    DEAD_LETTERS,
    CONFIRMED_TOTAL,
    REJECTED_TOTAL,
    CANCELLED_TOTAL,
    FAILED_TOTAL;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Figure ofGroup(String group, String what) {
        return valueOf(group.toUpperCase(Locale.ROOT) + "_" + what);
    }
}
