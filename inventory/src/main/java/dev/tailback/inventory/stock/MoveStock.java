package dev.tailback.inventory.stock;

import dev.tailback.events.Line;
import dev.tailback.events.OrderEvent;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.Sku;
import dev.tailback.events.StockEvent;
import dev.tailback.events.StockLeftAlone;
import dev.tailback.events.StockRefused;
import dev.tailback.events.StockReleased;
import dev.tailback.events.StockReserved;
import dev.tailback.inventory.stock.Shelf.Decision;
import dev.tailback.stage.deadline.Deadline;
import dev.tailback.stage.inbox.Received;
import dev.tailback.stage.outbox.Outbox;
import dev.tailback.stage.outbox.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Orders that were undone give back what was set aside for them; placed orders get theirs, or hear that it is short.
 *
 * <p>Both happen under one lock of all stock rows concerned, taken in the order of SKU: two locks one after the other
 * could deadlock with another transaction. An order that was undone before its stock was set aside gets none, and so
 * does one whose shopper has left meanwhile, if the deadline is minded before the work. An order that was confirmed
 * keeps its stock, whoever says later that it was undone.
 */
@Component
class MoveStock {
    private final Stock stock;
    private final Reservations reservations;
    private final Outbox outbox;
    private final Deadline deadline;

    MoveStock(Stock stock, Reservations reservations, Outbox outbox, Deadline deadline) {
        this.stock = stock;
        this.reservations = reservations;
        this.outbox = outbox;
        this.deadline = deadline;
    }

    void forOrders(
            Collection<Received<OrderPlaced>> placed,
            Collection<Received<OrderEvent>> undone,
            Collection<OrderId> confirmed,
            Instant now) {
        reservations.sell(confirmed);
        Map<OrderId, Map<Sku, Long>> released =
                reservations.dissolve(undone.stream().map(Received::order).toList());
        List<OrderId> heldNothing = undone.stream()
                .map(Received::order)
                .filter(order -> !released.containsKey(order))
                .toList();
        reservations.close(heldNothing, now);
        List<Received<OrderPlaced>> wanting = new ArrayList<>();
        List<Received<OrderPlaced>> left = new ArrayList<>();
        for (Received<OrderPlaced> received : open(placed)) {
            boolean hasLeft = deadline.spares(received.event().patienceEnds(), now);
            (hasLeft ? left : wanting).add(received);
        }

        Shelf shelf = new Shelf(stock.lock(skusOf(wanting, released.values())));
        List<Outgoing> news = new ArrayList<>(release(undone, released, shelf, now));
        news.addAll(reserve(wanting, shelf, now));
        left.forEach(received -> news.add(received.causes(new StockLeftAlone(received.order(), now))));
        stock.take(shelf.taken());
        outbox.append(news, now);
    }

    private List<Received<OrderPlaced>> open(Collection<Received<OrderPlaced>> placed) {
        Set<OrderId> closed =
                reservations.closed(placed.stream().map(Received::order).toList());
        return placed.stream()
                .filter(received -> !closed.contains(received.order()))
                .toList();
    }

    private static List<Outgoing> release(
            Collection<Received<OrderEvent>> undone, Map<OrderId, Map<Sku, Long>> released, Shelf shelf, Instant now) {
        List<Outgoing> news = new ArrayList<>();
        for (Received<OrderEvent> received : undone) {
            Map<Sku, Long> quantities = released.get(received.order());
            if (quantities != null) {
                shelf.putBack(quantities);
                news.add(received.causes(new StockReleased(received.order(), now)));
            }
        }
        return news;
    }

    private List<Outgoing> reserve(List<Received<OrderPlaced>> placed, Shelf shelf, Instant now) {
        Map<OrderId, Map<Sku, Long>> reserved = new LinkedHashMap<>();
        List<Outgoing> news = new ArrayList<>();
        for (Received<OrderPlaced> received : placed) {
            OrderPlaced order = received.event();
            Decision decision = shelf.decide(order);
            if (decision instanceof Decision.Reserved whole) {
                shelf.take(whole);
                reserved.put(order.order(), whole.quantities());
            }
            news.add(received.causes(answer(order.order(), decision, now)));
        }
        reservations.add(reserved);
        return news;
    }

    private static StockEvent answer(OrderId order, Decision decision, Instant now) {
        return switch (decision) {
            case Decision.Reserved reserved -> new StockReserved(order, now);
            case Decision.Refused refused -> new StockRefused(order, now, refused.shortOf());
        };
    }

    private static Set<Sku> skusOf(List<Received<OrderPlaced>> placed, Collection<Map<Sku, Long>> released) {
        Set<Sku> skus = new TreeSet<>();
        placed.forEach(order -> order.event().lines().stream().map(Line::sku).forEach(skus::add));
        released.forEach(quantities -> skus.addAll(quantities.keySet()));
        return skus;
    }
}
