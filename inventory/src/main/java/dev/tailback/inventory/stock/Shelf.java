package dev.tailback.inventory.stock;

import dev.tailback.events.Line;
import dev.tailback.events.OrderPlaced;
import dev.tailback.events.Sku;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is available of some products, while it is being taken back and given away order by order. */
final class Shelf {
    private final Map<Sku, Long> available;
    private final Map<Sku, Long> taken = new TreeMap<>();

    Shelf(Map<Sku, Long> available) {
        this.available = new HashMap<>(available);
    }

    void putBack(Map<Sku, Long> quantities) {
        quantities.forEach((sku, quantity) -> {
            available.merge(sku, quantity, Long::sum);
            taken.merge(sku, -quantity, Long::sum);
        });
    }

    /** Every line of the order would be set aside, or none if any of them is short. */
    Decision decide(OrderPlaced order) {
        Map<Sku, Long> wanted = new TreeMap<>();
        for (Line line : order.lines()) {
            wanted.merge(line.sku(), (long) line.quantity(), Long::sum);
        }
        List<Sku> shortOf = wanted.entrySet().stream()
                .filter(want -> available.getOrDefault(want.getKey(), 0L) < want.getValue())
                .map(Map.Entry::getKey)
                .toList();
        return shortOf.isEmpty() ? new Decision.Reserved(wanted) : new Decision.Refused(shortOf);
    }

    void take(Decision.Reserved decided) {
        decided.quantities().forEach((sku, quantity) -> {
            available.merge(sku, -quantity, Long::sum);
            taken.merge(sku, quantity, Long::sum);
        });
    }

    /** What was taken less what was put back, by product in the order of their sku. */
    Map<Sku, Long> taken() {
        return taken;
    }

    sealed interface Decision {
        record Reserved(Map<Sku, Long> quantities) implements Decision {}

        record Refused(List<Sku> shortOf) implements Decision {}
    }
}
