package dev.tailback.breakage;

import dev.tailback.events.OrderId;
import dev.tailback.stage.database.Database;
import dev.tailback.stage.outbox.Outbox;
import dev.tailback.stage.outbox.Outgoing;
import java.time.Instant;
import java.util.List;

/** A seeded bug: of one order in four nothing is written, always the same ones. */
final class LeakyOutbox extends Outbox {
    private static final int ONE_IN = 4;

    LeakyOutbox(Database database) {
        super(database);
    }

    @Override
    public void append(List<Outgoing> events, Instant now) {
        super.append(
                events.stream()
                        .filter(outgoing -> !isForgotten(outgoing.event().order()))
                        .toList(),
                now);
    }

    private static boolean isForgotten(OrderId order) {
        return Math.floorMod(order.value().getLeastSignificantBits(), ONE_IN) == 0;
    }
}
