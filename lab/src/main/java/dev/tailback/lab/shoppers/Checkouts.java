package dev.tailback.lab.shoppers;

import dev.tailback.lab.load.AwaitedOrders;
import dev.tailback.lab.load.Awaiting;
import dev.tailback.lab.shop.OrderView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Checkouts that were accepted and whose end nobody knows yet. Shoppers wait here without a thread. Their patience is
 * over when a look after its end finds the order open still; if checkout cannot be asked, a while later.
 */
final class Checkouts implements Awaiting {
    /** For an end that was written in time and is still on its way to be read. */
    static final Duration GRACE = Duration.ofSeconds(1);

    static final Duration UNASKED_GRACE = Duration.ofSeconds(10);

    private final AwaitedOrders<Bought> awaited = new AwaitedOrders<>();
    private final BiConsumer<Bought, @Nullable OrderView> ended;

    /** @param ended hears how each ended, without an order for those who were given up */
    Checkouts(BiConsumer<Bought, @Nullable OrderView> ended) {
        this.ended = ended;
    }

    synchronized void await(UUID order, Bought bought) {
        awaited.add(order, bought);
    }

    @Override
    public synchronized int awaitedCount() {
        return awaited.count();
    }

    @Override
    public synchronized List<UUID> toAskFor(int most) {
        return awaited.toAskFor(most);
    }

    @Override
    public int learn(List<UUID> asked, Collection<OrderView> found, Instant now) {
        List<Runnable> ends = new ArrayList<>();
        synchronized (this) {
            for (OrderView order : found) {
                Bought bought = order.isOpen() ? null : awaited.remove(order.id());
                if (bought != null) {
                    ends.add(() -> ended.accept(bought, order));
                }
            }
            for (UUID id : asked) {
                Bought bought = awaited.removeIf(id, open -> isOver(open, GRACE, now));
                if (bought != null) {
                    ends.add(() -> ended.accept(bought, null));
                }
            }
        }
        ends.forEach(Runnable::run);
        return ends.size();
    }

    void giveUpWhomNobodyCouldAskFor(Instant now) {
        List<Bought> lost;
        synchronized (this) {
            lost = awaited.removeAllIf(open -> isOver(open, UNASKED_GRACE, now));
        }
        lost.forEach(bought -> ended.accept(bought, null));
    }

    private static boolean isOver(Bought bought, Duration grace, Instant now) {
        return now.isAfter(bought.dueAt().plus(grace));
    }
}
