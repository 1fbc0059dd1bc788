package dev.tailback.lab.load;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders whose end nobody knows yet, each with what it means to whoever waits. For the use under its owner's lock. */
public final class AwaitedOrders<T> {
    /** Whoever was asked for longest ago, or never, stands in front. */
    private final LinkedHashMap<UUID, T> awaited = new LinkedHashMap<>();

    public void add(UUID order, T meaning) {
        awaited.put(order, meaning);
    }

    /** Null for an order that is not awaited, or no more. */
    public @Nullable T remove(UUID order) {
        return awaited.remove(order);
    }

    public @Nullable T find(UUID order) {
        return awaited.get(order);
    }

    public List<UUID> toAskFor(int most) {
        List<UUID> ids = awaited.keySet().stream().limit(most).toList();
        for (UUID id : ids) {
            T meaning = awaited.remove(id);
            if (meaning != null) {
                awaited.put(id, meaning);
            }
        }
        return ids;
    }

    public int count() {
        return awaited.size();
    }

    public Collection<T> all() {
        return List.copyOf(awaited.values());
    }

    public void clear() {
        awaited.clear();
    }
}
