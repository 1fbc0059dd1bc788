package dev.tailback.lab.arrivals;

import java.time.Duration;

/** How many carts, how fast, how long to wait for the last of their orders, and what is mixed among them. */
public record LoadPlan(int count, double rate, Duration patience, Mix mix) {
    public LoadPlan {
        if (count < 1 || rate <= 0 || !patience.isPositive()) {
            throw new IllegalArgumentException(
                    "a load needs orders, a rate and patience, not " + count + ", " + rate + " and " + patience);
        }
    }

    public LoadPlan(int count, double rate, Duration patience) {
        this(count, rate, patience, Mix.PLAIN);
    }

    /** When the n-th cart is to be sent, whatever became of those before. */
    Duration offset(int n) {
        return Duration.ofNanos(Math.round(n * 1e9 / rate));
    }
}
