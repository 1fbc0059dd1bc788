package dev.tailback.lab.scenario;

import java.util.Map;

/** A fault and what it is told. */
public record FaultSetting(Place place, String fault, Map<String, String> with) {
    public FaultSetting {
        with = Map.copyOf(with);
    }
}
