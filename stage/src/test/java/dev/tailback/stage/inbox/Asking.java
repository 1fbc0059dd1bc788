package dev.tailback.stage.inbox;

import dev.tailback.events.Event;
import dev.tailback.events.OrderId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Waits for the answers of some orders; at most two orders may do so while others are read. */
record Asking(Map<OrderId, CompletableFuture<Void>> answers, Effects<Event> effects) implements Preparation {
    static final int MAY_WAIT = 2;

    @Override
    public Prepared of(List<Received<Event>> pack) {
        return new Prepared() {
            @Override
            public Map<OrderId, CompletableFuture<Void>> awaited() {
                return answers;
            }

            @Override
            public Effects<Event> effects(List<Received<Event>> answered) {
                return effects;
            }
        };
    }

    @Override
    public int mayWait() {
        return MAY_WAIT;
    }
}
