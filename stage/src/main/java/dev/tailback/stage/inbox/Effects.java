package dev.tailback.stage.inbox;

import dev.tailback.events.Event;
import java.util.List;

/** What a stage does about events it has not seen before. Runs inside the transaction that remembers them. */
@FunctionalInterface
public interface Effects<E extends Event> {
    void apply(List<Received<E>> firstTime);
}
