package dev.tailback.lab.produce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
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

    /** Null unless it was awaited and is removed with this. */
    public @Nullable T removeIf(UUID order, Predicate<T> isWanted) {
        T meaning = awaited.get(order);
        return meaning != null && isWanted.test(meaning) ? awaited.remove(order) : null;
    }

    public List<T> removeAllIf(Predicate<T> isWanted) {
        List<T> removed = new ArrayList<>();
        awaited.values().removeIf(meaning -> isWanted.test(meaning) && removed.add(meaning));
        return removed;
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
