package dev.tailback.stage.inbox;

import dev.tailback.events.Event;
import java.util.List;

/**
 * What a stage does about a pack of records before their transaction begins, such as asking another system; and what
 * it will then do within. Records come here again when the transaction is split or when they are redelivered.
 */
@FunctionalInterface
public interface Preparation {
    Prepared of(List<Received<Event>> pack);

    /** How many orders may wait for their answers while the stage reads on; with more of them it waits, too. */
    default int mayWait() {
        return 0;
    }
}
