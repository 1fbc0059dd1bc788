package dev.tailback.events;

import java.util.List;
import java.util.Map;

/**
 * Every topic of the shop, what it carries and who reads it. The key is always the order id, so order per key is order
 * per order. A record that a reader could not process goes to {@code <topic>.<reader>.dead}.
 */
public final class Topics {
    public static final String CARTS = "carts";
    public static final String ORDERS = "orders";
    public static final String STOCK = "stock";

    /** The shop's topics in the order of its flow. */
    public static final List<String> ALL = List.of(CARTS, ORDERS, STOCK);

    private static final String DEAD = ".dead";

    public static final int PARTITIONS = 6;

    /**
     * The largest batch that a topic takes, and so the largest record: what brokers take unless told otherwise. It counts
     * uncompressed, for a reader has to hold what it unpacks.
     */
    public static final int LARGEST = 1_048_588;

    /** So much more a dead-letter topic takes: the headers of a letter (16 KiB at most) and of the trace. */
    public static final int ROOM_FOR_A_LETTER = 64 << 10;

    /** The largest event that a stage may tell of: with key and headers it fits into its topic. */
    public static final int LARGEST_EVENT = LARGEST - (16 << 10);

    private static final Map<String, Class<? extends Event>> CARRIES =
            Map.of(CARTS, CartEvent.class, ORDERS, OrderEvent.class, STOCK, StockEvent.class);

    private static final Map<String, List<String>> READ_BY =
            Map.of("catalog", List.of(ORDERS), "checkout", List.of(CARTS, STOCK), "inventory", List.of(ORDERS));

    private Topics() {}

    public static String of(Event event) {
        return switch (event) {
            case CartEvent cart -> CARTS;
            case OrderEvent order -> ORDERS;
            case StockEvent stock -> STOCK;
            case RecordDied died -> throw new IllegalArgumentException("told by dead-letter topics only: " + died);
        };
    }

    public static boolean carries(String topic, Event event) {
        Class<? extends Event> carried = CARRIES.get(topic);
        return carried != null && carried.isInstance(event);
    }

    /** The topics that a consumer group reads; empty for a group that reads none. */
    public static List<String> readBy(String group) {
        return READ_BY.getOrDefault(group, List.of());
    }

    public static String dead(String topic, String group) {
        return topic + "." + group + DEAD;
    }

    public static boolean isDead(String topic) {
        return topic.endsWith(DEAD);
    }

    /** The largest record that the topic takes. */
    public static int largest(String topic) {
        return isDead(topic) ? LARGEST + ROOM_FOR_A_LETTER : LARGEST;
    }

    /** Every dead-letter topic of the shop. */
    public static List<String> allDead() {
        return READ_BY.entrySet().stream()
                .flatMap(reads -> reads.getValue().stream().map(topic -> dead(topic, reads.getKey())))
                .sorted()
                .toList();
    }
}
