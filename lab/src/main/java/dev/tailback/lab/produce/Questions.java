package dev.tailback.lab.produce;

import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.web.WebFailure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Asks checkout what became of orders, many in one question and no more often than it pays. */
public final class Questions {
    private static final int PER_ROUND = 4;

    private final Shop shop;
    private final Awaiting awaiting;

    public Questions(Shop shop, Awaiting awaiting) {
        this.shop = shop;
        this.awaiting = awaiting;
    }

    /** Where few have ended, the rest are under way too, and asking on would be a load itself. */
    public void askAFew() throws InterruptedException {
        for (int question = 0; question < PER_ROUND; question++) {
            if (ask() < Shop.MOST_ORDERS_PER_QUESTION / 2) {
                return;
            }
        }
    }

    public void askForAll() throws InterruptedException {
        int awaited = awaiting.awaitedCount();
        for (int asked = 0; asked < awaited; asked += Shop.MOST_ORDERS_PER_QUESTION) {
            ask();
        }
    }

    /** Returns how many turned out to have ended. */
    private int ask() throws InterruptedException {
        List<UUID> ids = awaiting.toAskFor(Shop.MOST_ORDERS_PER_QUESTION);
        if (ids.isEmpty()) {
            return 0;
        }
        try {
            List<OrderView> found = shop.orders(ids);
            return awaiting.learn(ids, found, Instant.now());
        } catch (WebFailure checkoutIsAway) {
            // Asked again in the next round: checkout may be the one that is being broken.
            return 0;
        }
    }
}
