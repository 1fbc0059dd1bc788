package dev.tailback.lab.processes;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the lab starts, in the order of the flow that people read. */
public enum Part {
    POSTGRES("postgres"),
    KAFKA("kafka"),
    FLOW_ALERTS("flow-alerts"),
    RELAY("relay"),
    CATALOG("catalog"),
    CHECKOUT("checkout"),
    INVENTORY("inventory");

    /** The lab itself: it has a log and a pid file as the parts have, and nobody starts it but the user. */
    public static final String LAB = "lab";

    /** Whoever writes goes before what it writes to. */
    static final List<Set<Part>> STOPPING_ORDER = List.of(
            EnumSet.of(CATALOG, CHECKOUT, INVENTORY),
            EnumSet.of(RELAY),
            EnumSet.of(FLOW_ALERTS),
            EnumSet.of(KAFKA),
            EnumSet.of(POSTGRES));

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

    public static Optional<Part> named(String name) {
        return Arrays.stream(values()).filter(part -> part.id.equals(name)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Part::id).toList();
    }

    /** What must be ready before this is started. */
    Set<Part> needs() {
        return switch (this) {
            case POSTGRES, KAFKA, FLOW_ALERTS -> EnumSet.noneOf(Part.class);
            case RELAY, CATALOG, CHECKOUT, INVENTORY -> EnumSet.of(POSTGRES, KAFKA);
        };
    }

    boolean answersHttp() {
        return this != POSTGRES && this != KAFKA;
    }
}
