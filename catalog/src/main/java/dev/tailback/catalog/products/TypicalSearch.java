package dev.tailback.catalog.products;

import dev.tailback.stage.database.TypicalRead;
import org.springframework.stereotype.Component;

/** A shopper looks through a category; not at the replica, since it is the stage's own pool that is looked at. */
@Component
class TypicalSearch implements TypicalRead {
    private static final Search SEARCH = Search.of("audio", null, null, 50);

    private final Products products;

    TypicalSearch(Products products) {
        this.products = products;
    }

    @Override
    public void run() {
        products.searchAtPrimary(SEARCH);
    }
}
