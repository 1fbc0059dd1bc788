package dev.tailback.lab.journeys;

import dev.tailback.lab.arrivals.Pace;
import java.time.Duration;

/**
 * Who comes, how many, for how long and what for.
 *
 * @param pace shoppers per second; each makes two to five requests
 * @param shifts whether shoppers lose heart as checkouts fail; not where a rate of checkouts is to be met
 * @param seed the same seed and the same outcomes make the same load
 */
public record JourneyPlan(
        Pace pace, Duration lasts, Weights weights, boolean shifts, Habits habits, Taste taste, long seed) {
    public JourneyPlan {
        if (!lasts.isPositive()) {
            throw new IllegalArgumentException("a load lasts a while, not " + lasts);
        }
    }
}
