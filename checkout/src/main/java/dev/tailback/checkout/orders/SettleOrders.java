package dev.tailback.checkout.orders;

import dev.tailback.events.OrderConfirmed;
import dev.tailback.events.OrderEvent;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderRejected;
import dev.tailback.events.StockEvent;
import dev.tailback.events.StockRefused;
import dev.tailback.events.StockReserved;
import dev.tailback.events.inbox.Received;
import dev.tailback.events.outbox.Outbox;
import dev.tailback.events.outbox.Outgoing;
import dev.tailback.events.telemetry.Names;
import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What inventory answered ends the order. */
@Component
class SettleOrders {
    private final Orders orders;
    private final Outbox outbox;

    SettleOrders(Orders orders, Outbox outbox) {
        this.orders = orders;
        this.outbox = outbox;
    }

    void by(List<Received<StockEvent>> answers, Instant now) {
        Map<OrderId, Order> current =
                new HashMap<>(orders.lock(answers.stream().map(Received::order).toList()));
        List<Order> ended = new ArrayList<>();
        List<Outgoing> news = new ArrayList<>();
        for (Received<StockEvent> received : answers) {
            StockEvent answer = received.event();
            Order order = current.get(answer.order());
            if (order == null) {
                throw new IllegalStateException("there is no order " + answer.order() + " to take " + answer);
            }
            Order next = order.movedTo(order.state().after(answer), now);
            current.put(next.id(), next);
            ended.add(next);
            news.add(received.causes(told(next, answer, now)));
            Span.fromContext(received.trace())
                    .setAttribute(Names.ORDER_STATE, next.state().text());
        }
        orders.end(ended);
        outbox.append(news, now);
    }

    private static OrderEvent told(Order order, StockEvent answer, Instant now) {
        return switch (answer) {
            case StockReserved reserved -> new OrderConfirmed(order.id(), now, order.total());
            case StockRefused refused -> new OrderRejected(order.id(), now, refused.shortOf());
        };
    }
}
