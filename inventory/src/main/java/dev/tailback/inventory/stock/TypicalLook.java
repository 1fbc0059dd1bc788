package dev.tailback.inventory.stock;

import dev.tailback.events.Sku;
import dev.tailback.stage.database.TypicalRead;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is there of the products of an order, without taking any. */
@Component
class TypicalLook implements TypicalRead {
    private static final List<Sku> SKUS = List.of(Sku.numbered(1), Sku.numbered(2), Sku.numbered(3));

    private final Stock stock;

    TypicalLook(Stock stock) {
        this.stock = stock;
    }

    @Override
    public void run() {
        stock.look(SKUS);
    }
}
