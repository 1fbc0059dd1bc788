package dev.tailback.checkout.orders;

import dev.tailback.events.CartSubmitted;
import dev.tailback.events.Line;
import dev.tailback.events.OrderId;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.inbox.Received;
import dev.tailback.events.outbox.Outbox;
import dev.tailback.events.outbox.Outgoing;
import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Submitted carts become orders. */
@Component
class PlaceOrders {
    private final Orders orders;
    private final Outbox outbox;

    PlaceOrders(Orders orders, Outbox outbox) {
        this.orders = orders;
        this.outbox = outbox;
    }

    void of(List<Received<CartSubmitted>> carts, Instant now) {
        List<Order> wanted = new ArrayList<>();
        Map<OrderId, Outgoing> news = new LinkedHashMap<>();
        for (Received<CartSubmitted> received : carts) {
            CartSubmitted cart = received.event();
            String trace = Span.fromContext(received.trace()).getSpanContext().getTraceId();
            wanted.add(new Order(cart.order(), OrderState.PLACED, Line.total(cart.lines()), trace, now, null));
            news.putIfAbsent(cart.order(), received.causes(new OrderPlaced(cart.order(), now, cart.lines())));
        }
        Set<OrderId> placed = orders.place(wanted);
        news.keySet().retainAll(placed);
        outbox.append(List.copyOf(news.values()), now);
    }
}
