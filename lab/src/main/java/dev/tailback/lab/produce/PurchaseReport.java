package dev.tailback.lab.produce;

import dev.tailback.lab.arrivals.Punctuality;
import dev.tailback.lab.shop.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a load.
 *
 * @param fromCheckout milliseconds from the checkout request to the confirmation
 * @param fromIntendedStart milliseconds from the time at which the shopper should have come to the confirmation: what
 *     shoppers feel when the shop, or the load, falls behind
 */
public record PurchaseReport(
        Tally tally,
        Duration took,
        Percentiles fromCheckout,
        Percentiles fromIntendedStart,
        Punctuality.Summary punctuality,
        Map<String, Integer> failures,
        @Nullable Instant firstConfirmedAt,
        @Nullable UUID lastConfirmed) {

    public boolean isAllConfirmed(int count) {
        return tally.confirmed() == count;
    }

    public Optional<Instant> firstConfirmation() {
        return Optional.ofNullable(firstConfirmedAt);
    }

    public Optional<UUID> anOrder() {
        return Optional.ofNullable(lastConfirmed);
    }
}
