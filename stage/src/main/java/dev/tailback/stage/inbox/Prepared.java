package dev.tailback.stage.inbox;

import dev.tailback.events.Event;
import dev.tailback.events.OrderId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a stage has begun about a pack of records, and will do about those that have nothing to wait for any more. */
public interface Prepared {
    /** The orders that wait for an answer from outside, each with the end of that; no other order waits for it. */
    Map<OrderId, ? extends CompletableFuture<?>> awaited();

    /** Called before the transaction of these records, whose answers are there. */
    Effects<Event> effects(List<Received<Event>> answered);

    /** Nothing to wait for. */
    static Prepared of(Effects<Event> effects) {
        return new Prepared() {
            @Override
            public Map<OrderId, CompletableFuture<?>> awaited() {
                return Map.of();
            }

            @Override
            public Effects<Event> effects(List<Received<Event>> answered) {
                return effects;
            }
        };
    }
}
