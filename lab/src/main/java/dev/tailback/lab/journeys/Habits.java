package dev.tailback.lab.journeys;

import dev.tailback.lab.arrivals.Share;
import java.time.Duration;

/**
 * How shoppers are.
 *
 * @param think how long they look at each page before they go on
 * @param patience how long they wait for any answer, and after a checkout for the order's end
 * @param searching the share who look for what they want; the others know it and go to its page
 */
public record Habits(Duration think, PatienceRange patience, Share searching, Retries retries, Cards cards) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public static final Habits USUAL = of(PatienceRange.of(Duration.ofSeconds(30)), Retries.NONE);

    public Habits {
        if (think.isNegative() || think.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("thinking for " + think.toMillis() + " ms is not allowed: 0s to 10m");
        }
    }

    /** Who search, do not think, and pay with a card that is approved. */
    public static Habits of(PatienceRange patience, Retries retries) {
        return new Habits(Duration.ZERO, patience, Share.ALL, retries, Cards.ALL_APPROVED);
    }
}
