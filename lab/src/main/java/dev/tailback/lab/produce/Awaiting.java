package dev.tailback.lab.produce;

import dev.tailback.lab.shop.OrderView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Whoever wants to know how orders end. */
public interface Awaiting {
    int awaitedCount();

    /** Those of the awaited that were not asked for lately; with this, they were. */
    List<UUID> toAskFor(int most);

    /**
     * Returns how many of them have ended.
     *
     * @param found those of the orders asked for that checkout knows
     */
    int learn(List<UUID> asked, Collection<OrderView> found, Instant now);
}
