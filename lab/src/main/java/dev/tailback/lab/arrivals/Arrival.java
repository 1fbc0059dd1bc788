package dev.tailback.lab.arrivals;

import java.time.Duration;

/** What is sent next, and how long after the load began. */
public sealed interface Arrival extends Timed {
    /**
     * A shopper buys.
     *
     * @param product its place among those on offer
     * @param times how often it is sent again
     */
    record Purchase(Duration offset, int number, int product, int quantity, int times) implements Arrival {
        public boolean isRepeated() {
            return times > 0;
        }
    }

    /** The same purchase once more. */
    record Repetition(Duration offset, int number, boolean isLast) implements Arrival {}

    /** A cart that nobody can read. */
    record PoisonCart(Duration offset, Poison kind) implements Arrival {}
}
