package dev.tailback.events;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names that events go by outside Java ({@code ce_type}); the number is the version of their form. What is written
 * has the newest; older forms are still read.
 */
final class EventTypes {
    private static final String PREFIX = "dev.tailback.";

    private static final Map<Class<? extends Event>, String> WRITTEN = Map.ofEntries(
            Map.entry(CartSubmitted.class, PREFIX + "CartSubmitted.v3"),
            Map.entry(OrderPlaced.class, PREFIX + "OrderPlaced.v2"),
            Map.entry(OrderConfirmed.class, PREFIX + "OrderConfirmed.v1"),
            Map.entry(OrderRejected.class, PREFIX + "OrderRejected.v1"),
            Map.entry(OrderCancelled.class, PREFIX + "OrderCancelled.v1"),
            Map.entry(OrderFailed.class, PREFIX + "OrderFailed.v1"),
            Map.entry(StockReserved.class, PREFIX + "StockReserved.v1"),
            Map.entry(StockRefused.class, PREFIX + "StockRefused.v1"),
            Map.entry(StockLeftAlone.class, PREFIX + "StockLeftAlone.v1"),
            Map.entry(StockReleased.class, PREFIX + "StockReleased.v1"));

    private static final Map<String, Class<?>> READ = readable();

    private EventTypes() {}

    /** A form that is no longer written. */
    interface Older {
        Event current();
    }

    static String nameOf(Class<? extends Event> event) {
        String name = WRITTEN.get(event);
        if (name == null) {
            throw new IllegalArgumentException(event.getSimpleName() + " is not carried by a topic");
        }
        return name;
    }

    /** An event's class, or that of an older form of it. */
    static Class<?> named(String name) {
        Class<?> type = READ.get(name);
        if (type == null) {
            throw new Undecodable("unknown event type '" + name + "'; known are " + new TreeSet<>(READ.keySet()));
        }
        return type;
    }

    private static Map<String, Class<?>> readable() {
        Map<String, Class<?>> readable = new TreeMap<>();
        WRITTEN.forEach((event, name) -> readable.put(name, event));
        readable.put(PREFIX + "CartSubmitted.v1", CartSubmitted.V1.class);
        readable.put(PREFIX + "CartSubmitted.v2", CartSubmitted.V2.class);
        readable.put(PREFIX + "OrderPlaced.v1", OrderPlaced.V1.class);
        return readable;
    }
}
