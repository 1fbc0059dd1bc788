package dev.tailback.lab.detached;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import java.util.List;

/** Where a person looks next. */
public final class Urls {
    private Urls() {}

    public static List<String> lines(Ports ports) {
        return List.of(
                "  control room  " + ports.controlRoomUrl(),
                "  shop          " + ports.url(Part.CATALOG) + "/products",
                "  flow-alerts   " + ports.url(Part.FLOW_ALERTS) + "/api/traces");
    }
}
