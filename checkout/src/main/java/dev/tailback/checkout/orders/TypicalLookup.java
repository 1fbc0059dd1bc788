package dev.tailback.checkout.orders;

import dev.tailback.events.OrderId;
import dev.tailback.stage.database.TypicalRead;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Somebody asks how an order stands, of which nothing is known yet. */
@Component
class TypicalLookup implements TypicalRead {
    private final Orders orders;
    private final Clock clock;

    TypicalLookup(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public void run() {
        orders.find(Set.of(OrderId.at(clock.instant())));
    }
}
