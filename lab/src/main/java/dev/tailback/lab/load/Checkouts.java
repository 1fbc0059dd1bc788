package dev.tailback.lab.load;

import dev.tailback.lab.produce.AwaitedOrders;
import dev.tailback.lab.produce.Awaiting;
import dev.tailback.lab.shop.OrderView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final AtomicInteger present;
    private final BiConsumer<Bought, @Nullable OrderView> ended;

    /**
     * Nobody is awaited at first.
     *
     * @param present counts everybody who waits here, until their end was heard
     * @param ended hears how each ended, without an order for those who were given up
     */
    Checkouts(AtomicInteger present, BiConsumer<Bought, @Nullable OrderView> ended) {
        this.present = present;
        this.ended = ended;
    }

    synchronized void await(Bought bought) {
        present.incrementAndGet();
        awaited.add(bought.order(), bought);
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
                    ends.add(() -> end(bought, order));
                }
            }
            for (UUID id : asked) {
                Bought bought = awaited.removeIf(id, open -> isOver(open, GRACE, now));
                if (bought != null) {
                    ends.add(() -> end(bought, null));
                }
            }
        }
        ends.forEach(Runnable::run);
        return ends.size();
    }

    private void end(Bought bought, @Nullable OrderView order) {
        ended.accept(bought, order);
        present.decrementAndGet();
    }

    void giveUpWhomNobodyCouldAskFor(Instant now) {
        List<Bought> lost;
        synchronized (this) {
            lost = awaited.removeAllIf(open -> isOver(open, UNASKED_GRACE, now));
        }
        lost.forEach(bought -> end(bought, null));
    }

    private static boolean isOver(Bought bought, Duration grace, Instant now) {
        return now.isAfter(bought.dueAt().plus(grace));
    }
}
