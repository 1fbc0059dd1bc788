package dev.tailback.lab.demo;

import dev.tailback.lab.load.Fact;
import dev.tailback.lab.shop.Shop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The latest orders by what their shoppers saw of them. */
final class RecentOrders {
    /** Minutes of them: an order of which checkout hears nothing more ends long after its shopper has left. */
    static final int MOST = Shop.MOST_ORDERS_PER_QUESTION;

    private final Map<Fact, Deque<UUID>> orders = new EnumMap<>(Fact.class);

    synchronized void note(UUID order, Fact end) {
        Deque<UUID> recent = orders.computeIfAbsent(end, unheardOf -> new ArrayDeque<>());
        recent.addLast(order);
        if (recent.size() > MOST) {
            recent.removeFirst();
        }
    }

    synchronized List<UUID> that(Fact end) {
        return List.copyOf(orders.getOrDefault(end, new ArrayDeque<>()));
    }
}
