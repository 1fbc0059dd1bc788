package dev.tailback.inventory.stock;

import dev.tailback.events.OrderId;
import dev.tailback.events.Sku;
import dev.tailback.events.breakage.SeededBugs;
import dev.tailback.events.database.Database;
import java.util.Collection;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** A seeded bug: what is set aside once is never given back. */
@Component
@Primary
@ConditionalOnBooleanProperty("tailback.breakable")
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
