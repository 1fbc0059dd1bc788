package dev.tailback.lab.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The kinds of events, and which of them exclude each other: an order has one of a group at most. */
enum Told {
    CART_SUBMITTED("CartSubmitted", Once.REQUEST),
    ORDER_PLACED("OrderPlaced", Once.PLACING),
    ORDER_CONFIRMED("OrderConfirmed", Once.ENDING),
    ORDER_REJECTED("OrderRejected", Once.ENDING),
    ORDER_CANCELLED("OrderCancelled", Once.ENDING),
    ORDER_FAILED("OrderFailed", Once.ENDING),
    STOCK_RESERVED("StockReserved", Once.STOCK_ANSWER),
    STOCK_REFUSED("StockRefused", Once.STOCK_ANSWER),
    STOCK_LEFT_ALONE("StockLeftAlone", Once.STOCK_ANSWER),
    STOCK_RELEASED("StockReleased", Once.RELEASE),
    /** Nothing that this audit knows. */
    UNKNOWN("an unknown event", Once.UNKNOWN);

    enum Once {
        REQUEST,
        PLACING,
        ENDING,
        STOCK_ANSWER,
        RELEASE,
        UNKNOWN;

        static final Once[] ALL = values();
    }

    static final Told[] ALL = values();

    private static final String PREFIX = "dev.tailback.";
    private static final Map<String, Told> BY_EVENT =
            Arrays.stream(values()).collect(Collectors.toMap(told -> told.event, told -> told));

    private final String event;
    private final Once once;

    Told(String event, Once once) {
        this.event = event;
        this.once = once;
    }

    /** By the type as records and outboxes have it, such as {@code dev.tailback.OrderPlaced.v2}. */
    static Told of(String type) {
        int version = type.lastIndexOf(".v");
        return type.startsWith(PREFIX) && version > PREFIX.length()
                ? BY_EVENT.getOrDefault(type.substring(PREFIX.length(), version), UNKNOWN)
                : UNKNOWN;
    }

    String event() {
        return event;
    }

    Once once() {
        return once;
    }
}
