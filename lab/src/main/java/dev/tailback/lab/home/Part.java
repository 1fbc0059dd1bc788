package dev.tailback.lab.home;

import java.util.Arrays;
import java.util.List;

/** What the lab starts, in the order of the flow that people read. */
public enum Part {
    POSTGRES("postgres"),
    KAFKA("kafka"),
    FLOW_ALERTS("flow-alerts"),
    RELAY("relay"),
    CATALOG("catalog"),
    CHECKOUT("checkout"),
    INVENTORY("inventory"),
    PAYMENTS("payments");

    /** The lab itself: it has a log as the parts have, and nobody starts it but the user. */
    public static final String LAB = "lab";

    private final String id;

    Part(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Part::id).toList();
    }
}
