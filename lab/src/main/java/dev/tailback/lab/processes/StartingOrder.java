package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What comes before what, up and down. */
final class StartingOrder {
    /** Whoever writes ends before what it writes to. */
    static final List<Set<Part>> ENDING = List.of(
            EnumSet.of(Part.CATALOG, Part.CHECKOUT, Part.INVENTORY),
            EnumSet.of(Part.RELAY, Part.PAYMENTS),
            EnumSet.of(Part.FLOW_ALERTS),
            EnumSet.of(Part.KAFKA, Part.REPLICA),
            EnumSet.of(Part.POSTGRES));

    private StartingOrder() {}

    /** What must be ready before the part is started. */
    static Set<Part> needsOf(Part part) {
        return switch (part) {
            case POSTGRES, KAFKA, FLOW_ALERTS, PAYMENTS -> EnumSet.noneOf(Part.class);
            case REPLICA -> EnumSet.of(Part.POSTGRES);
            case RELAY, CATALOG, CHECKOUT, INVENTORY -> EnumSet.of(Part.POSTGRES, Part.KAFKA);
        };
    }
}
