package dev.tailback.lab.lookups;

import java.time.Duration;

/**
 * How many reads, for how long and of which kind.
 *
 * @param listToGet how many listings for each single product: 0.1 is one listing to ten products
 */
public record LookupPlan(double queriesPerSecond, Duration lasts, double listToGet) {
    private static final double HIGHEST_RATE = 5_000;
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final double MOST_LISTINGS = 100;
    public static final LookupPlan USUAL = new LookupPlan(50, Duration.ofSeconds(30), 0.1);

    public LookupPlan {
        if (!(queriesPerSecond > 0 && queriesPerSecond <= HIGHEST_RATE)) {
            throw new IllegalArgumentException(
                    "queries_per_second " + queriesPerSecond + " is not allowed: more than 0, at most 5000");
        }
        if (!lasts.isPositive() || lasts.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("duration_seconds " + lasts.toMillis() / 1e3
                    + " is not allowed: more than 0, at most " + LONGEST.toSeconds());
        }
        if (!(listToGet >= 0 && listToGet <= MOST_LISTINGS)) {
            throw new IllegalArgumentException("list_to_get " + listToGet + " is not allowed: 0 to 100");
        }
    }

    /** They lie as evenly as whole numbers can. */
    boolean isListing(long number) {
        double share = listToGet / (1 + listToGet);
        return Math.floor((number + 1) * share) > Math.floor(number * share);
    }
}
