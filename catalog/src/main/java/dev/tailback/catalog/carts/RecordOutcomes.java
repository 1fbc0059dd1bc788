package dev.tailback.catalog.carts;

import dev.tailback.catalog.products.Availability;
import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Lets carts show how their orders ended, and takes off the shelf what was sold. */
@Component
class RecordOutcomes {
    private final Carts carts;
    private final Availability availability;

    RecordOutcomes(Carts carts, Availability availability) {
        this.carts = carts;
        this.availability = availability;
    }

    /** The first outcome of a cart stays; an order that came another way than through our carts has none here. */
    void of(List<CartOutcome> outcomes) {
        Map<OrderId, CartOutcome> first = new LinkedHashMap<>();
        outcomes.forEach(outcome -> first.putIfAbsent(outcome.order(), outcome));
        if (first.isEmpty()) {
            return;
        }
        Set<OrderId> ended = carts.end(List.copyOf(first.values()));
        List<OrderId> confirmed = first.values().stream()
                .filter(outcome -> outcome.status() == CartStatus.CONFIRMED)
                .map(CartOutcome::order)
                .filter(ended::contains)
                .toList();
        if (!confirmed.isEmpty()) {
            Map<Sku, Long> sold = carts.quantitiesIn(confirmed);
            availability.lower(sold);
        }
    }
}
