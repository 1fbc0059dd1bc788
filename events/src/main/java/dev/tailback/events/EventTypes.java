package dev.tailback.events;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names that events go by outside Java ({@code ce_type}); the number is the version of their form. */
final class EventTypes {
    private static final String PREFIX = "dev.tailback.";
    private static final String VERSION = ".v1";

    private static final Map<String, Class<? extends Event>> BY_NAME = List.<Class<? extends Event>>of(
                    CartSubmitted.class,
                    OrderPlaced.class,
                    OrderConfirmed.class,
                    OrderRejected.class,
                    StockReserved.class,
                    StockRefused.class)
            .stream()
            .collect(Collectors.toUnmodifiableMap(EventTypes::nameOf, Function.identity()));

    private EventTypes() {}

    static String nameOf(Class<? extends Event> event) {
        return PREFIX + event.getSimpleName() + VERSION;
    }

    static Class<? extends Event> named(String name) {
        Class<? extends Event> type = BY_NAME.get(name);
        if (type == null) {
            throw new Undecodable("unknown event type '" + name + "'; known are "
                    + BY_NAME.keySet().stream().sorted().toList());
        }
        return type;
    }
}
