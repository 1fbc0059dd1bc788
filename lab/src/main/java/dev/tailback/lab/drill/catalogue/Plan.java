package dev.tailback.lab.drill.catalogue;

import java.time.Duration;
import java.util.List;

/**
 * What a seed made of the catalogue: all that will be done, and when. The same seed makes the same of the same shop.
 *
 * @param moment from the first shopper on until something breaks
 * @param lasts from then on until time is over
 * @param shoppersPerMinute who come
 */
public record Plan(
        Incident incident,
        long seed,
        Duration moment,
        Duration lasts,
        int shoppersPerMinute,
        List<Setting> settings,
        List<Setting> breaks,
        List<Setting> harmless) {
    public Plan {
        settings = List.copyOf(settings);
        breaks = List.copyOf(breaks);
        harmless = List.copyOf(harmless);
    }

    public Plan breakingAfter(Duration other) {
        return new Plan(incident, seed, other, lasts, shoppersPerMinute, settings, breaks, harmless);
    }
}
