package dev.tailback.inventory.stock;

import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.database.Database;
import dev.tailback.events.stage.SeededBugs;
import java.util.Collection;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** A seeded bug: what is set aside once is never given back. */
@Component
@Primary
@ConditionalOnProperty(name = SeededBugs.PROPERTY, havingValue = SeededBugs.RELEASE_FORGOTTEN)
class ForgetfulReservations extends Reservations {
    ForgetfulReservations(Database database) {
        super(database);
    }

    @Override
    Map<OrderId, Map<Sku, Long>> dissolve(Collection<OrderId> orders) {
        return Map.of();
    }
}
