package dev.tailback.lab.load;

import dev.tailback.lab.journeys.Weights;
import dev.tailback.lab.produce.Spread;
import java.time.Duration;
import java.util.Map;

/**
 * How it goes, over the last second or since the beginning.
 *
 * @param at since the load began
 * @param perMinute shoppers, as planned for now
 * @param inShop how many shoppers are under way
 * @param awaited orders that have not ended
 * @param weights what shoppers come for now
 */
public record Reading(
        Duration at,
        double perMinute,
        int inShop,
        int awaited,
        Weights weights,
        Counts counts,
        Map<Kind, Spread> latencies) {
    public Reading {
        latencies = Map.copyOf(latencies);
    }

    public Spread latency(Kind kind) {
        return latencies.getOrDefault(kind, Spread.NONE);
    }
}
