package dev.tailback.inventory.stock;

import dev.tailback.events.Line;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.Sku;
import dev.tailback.events.StockEvent;
import dev.tailback.events.StockRefused;
import dev.tailback.events.StockReserved;
import dev.tailback.events.inbox.Received;
import dev.tailback.events.outbox.Outbox;
import dev.tailback.events.outbox.Outgoing;
import dev.tailback.inventory.stock.Shelf.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Placed orders get their stock set aside, or hear that it is short. */
@Component
class ReserveStock {
    private final Stock stock;
    private final Outbox outbox;

    ReserveStock(Stock stock, Outbox outbox) {
        this.stock = stock;
        this.outbox = outbox;
    }

    void forOrders(List<Received<OrderPlaced>> placed, Instant now) {
        Shelf shelf = new Shelf(stock.lock(skusOf(placed)));
        Map<OrderId, Map<Sku, Long>> reservations = new LinkedHashMap<>();
        List<Outgoing> answers = new ArrayList<>();
        for (Received<OrderPlaced> received : placed) {
            OrderPlaced order = received.event();
            Decision decision = shelf.decide(order);
            if (decision instanceof Decision.Reserved reserved) {
                reservations.put(order.order(), reserved.quantities());
            }
            answers.add(received.causes(answer(order.order(), decision, now)));
        }
        stock.take(shelf.taken());
        stock.reserve(reservations);
        outbox.append(answers, now);
    }

    private static StockEvent answer(OrderId order, Decision decision, Instant now) {
        return switch (decision) {
            case Decision.Reserved reserved -> new StockReserved(order, now);
            case Decision.Refused refused -> new StockRefused(order, now, refused.shortOf());
        };
    }

    private static Set<Sku> skusOf(List<Received<OrderPlaced>> placed) {
        Set<Sku> skus = new TreeSet<>();
        placed.forEach(order -> order.event().lines().stream().map(Line::sku).forEach(skus::add));
        return skus;
    }
}
