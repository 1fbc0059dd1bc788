package dev.tailback.stage.inbox;

import dev.tailback.events.Event;
import java.util.List;

/** What a stage does about events it has not seen before. Runs inside the transaction that remembers them. */
@FunctionalInterface
public interface Effects {
    void apply(List<Received<Event>> firstTime);
}
