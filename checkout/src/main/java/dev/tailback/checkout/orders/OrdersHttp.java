package dev.tailback.checkout.orders;

import dev.tailback.events.Money;
import dev.tailback.events.OrderId;
import dev.tailback.stage.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
class OrdersHttp {
    private static final int MAX_IDS = 500;

    private final Orders orders;

    OrdersHttp(Orders orders) {
        this.orders = orders;
    }

    @GetMapping("/{id}")
    OrderView one(@PathVariable OrderId id) {
        Order order = orders.find(Set.of(id)).get(id);
        if (order == null) {
            throw Problem.of(HttpStatus.NOT_FOUND, "there is no order " + id + " (yet)");
        }
        return OrderView.of(order);
    }

    /** Those of the orders asked for that are placed: a cart that was just checked out may be missing still. */
    @PostMapping("/query")
    Listing many(@RequestBody Query query) {
        List<OrderId> ids = query.ids();
        if (ids == null || ids.size() > MAX_IDS) {
            throw Problem.invalid(
                    "ids", ids == null ? null : ids.size() + " ids", "a list of at most " + MAX_IDS + " ids");
        }
        return new Listing(orders.find(ids).values().stream().map(OrderView::of).toList());
    }

    record Query(@Nullable List<OrderId> ids) {}

    record Listing(List<OrderView> orders) {}

    record OrderView(
            OrderId id,
            String state,
            @Nullable String reason,
            Money total,
            String traceId,
            Instant placedAt,
            Instant patienceEnds,
            @Nullable Instant endedAt) {
        static OrderView of(Order order) {
            return new OrderView(
                    order.id(),
                    order.state().text(),
                    order.reason(),
                    order.total(),
                    order.traceId(),
                    order.placedAt(),
                    order.patienceEnds(),
                    order.endedAt());
        }
    }
}
