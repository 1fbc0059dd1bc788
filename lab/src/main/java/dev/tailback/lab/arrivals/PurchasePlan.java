package dev.tailback.lab.arrivals;

import java.time.Duration;

/** How many carts, how fast, how long to wait for the last of their orders, and what is mixed among them. */
public record PurchasePlan(int count, Pace pace, Duration patience, Mix mix) {
    public PurchasePlan {
        if (count < 1 || !patience.isPositive()) {
            throw new IllegalArgumentException("a load needs orders and patience, not " + count + " and " + patience);
        }
    }

    /** @param rate carts per second */
    public PurchasePlan(int count, double rate, Duration patience, Mix mix) {
        this(count, Pace.steady(rate), patience, mix);
    }

    public PurchasePlan(int count, double rate, Duration patience) {
        this(count, rate, patience, Mix.PLAIN);
    }
}
