package dev.tailback.lab.faults.records;

import dev.tailback.events.Sku;
import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.mishaps.Crowd;
import java.util.List;
import java.util.function.UnaryOperator;

/** Everybody buys one product: all of inventory's transactions want the same row. */
public final class HotSku extends Crowds {
    private static final String SKU = "sku";

    private final String kafka;

    public HotSku(String kafka) {
        this.kafka = kafka;
    }

    @Override
    public Manual manual() {
        return new Manual(
                "hot-sku",
                "A crowd buys one product: carts straight to Kafka, so many a second.",
                new Parameter(SKU, "SKU-00001", "a product, such as SKU-00001", value -> value.matches("SKU-\\d{5,9}")),
                rate());
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of("inventory.stock");
    }

    @Override
    Crowd crowd(Arguments with) {
        Sku sku = new Sku(with.text(SKU));
        return new Crowd(kafka, apart(with), n -> sku, UnaryOperator.identity());
    }

    @Override
    Sight look(Crowd crowd, Arguments with) {
        return new Sight(crowd.taken() > 0, "Kafka took " + crowd.taken() + " carts for " + with.text(SKU) + " so far");
    }
}
