package dev.tailback.lab.load;

import java.time.Duration;

/** How many orders, how fast, and how long to wait for the last of them. */
public record LoadPlan(int count, double rate, Duration patience) {
    public LoadPlan {
        if (count < 1 || rate <= 0 || !patience.isPositive()) {
            throw new IllegalArgumentException(
                    "a load needs orders, a rate and patience, not " + count + ", " + rate + " and " + patience);
        }
    }

    /** When the n-th order is to be sent, whatever became of those before. */
    Duration offset(int n) {
        return Duration.ofNanos(Math.round(n * 1e9 / rate));
    }
}
