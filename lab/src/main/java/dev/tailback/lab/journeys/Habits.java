package dev.tailback.lab.journeys;

import java.time.Duration;

/**
 * How shoppers are.
 *
 * @param think how long they look at each page before they go on
 * @param patience how long they wait for any answer, and after a checkout for the order's end
 */
public record Habits(Duration think, Duration patience, Retries retries, Cards cards) {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Less, and the catalog takes no checkout. */
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(100);

    public static final Habits USUAL =
            new Habits(Duration.ZERO, Duration.ofSeconds(30), Retries.NONE, Cards.ALL_APPROVED);

    public Habits {
        if (think.isNegative() || think.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("thinking for " + think.toMillis() + " ms is not allowed: 0s to 10m");
        }
        if (patience.compareTo(LEAST_PATIENCE) < 0 || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("patience " + patience.toMillis() + " ms is not allowed: 100ms to 10m");
        }
    }
}
