package dev.tailback.lab.home;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the lab starts, in the order of the flow that people read. */
public enum Part {
    POSTGRES("postgres"),
    /** Only in a lab that was asked for it. */
    REPLICA("replica"),
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

    public boolean speaksHttp() {
        return switch (this) {
            case POSTGRES, REPLICA, KAFKA -> false;
            case FLOW_ALERTS, RELAY, CATALOG, CHECKOUT, INVENTORY, PAYMENTS -> true;
        };
    }

    @Override
    public String toString() {
        return id;
    }

    /** The part of that name, which is one of {@link #names()}. */
    public static Part of(String id) {
        return Arrays.stream(values())
                .filter(part -> part.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part is called " + id + "; there are " + names()));
    }

    /** Those of every lab. */
    public static Set<Part> usual() {
        return EnumSet.complementOf(EnumSet.of(REPLICA));
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Part::id).toList();
    }
}
