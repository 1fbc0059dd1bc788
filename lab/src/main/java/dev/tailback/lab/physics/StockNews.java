package dev.tailback.lab.physics;

import java.util.function.Supplier;

/**
 * The storefront's own reading stage, which writes down what was set aside: one transaction for all that has come, which
 * scans what a page scans twice. Without an index it takes as much of the processor as it gets.
 */
final class StockNews {
    private static final int SCANS = 2;

    private final SharedProcessor database;
    private final Pool pool;
    private final Supplier<Costs> costs;
    private int unread;
    private boolean isBusy;

    StockNews(SharedProcessor database, Pool pool, Supplier<Costs> costs) {
        this.database = database;
        this.pool = pool;
        this.costs = costs;
    }

    void receive() {
        unread++;
    }

    void poll() {
        if (isBusy || unread == 0) {
            return;
        }
        isBusy = true;
        int taken = unread;
        pool.borrow(
                () -> database.work(SCANS * costs.get().page(), () -> {
                    pool.giveBack();
                    unread -= taken;
                    isBusy = false;
                }),
                () -> isBusy = false);
    }
}
