package dev.tailback.lab.produce;

import dev.tailback.lab.arrivals.Arrival;
import java.time.Instant;

/** A way to send orders: over HTTP or straight to Kafka. Nothing here waits for an answer. */
interface Door {
    /** How many requests may be under way before more are turned away. */
    int mostUnderWay();

    void enter(Arrival.Purchase purchase, Instant intendedAt);

    /** Does nothing for a purchase that never entered. */
    void repeat(Arrival.Repetition repetition);
}
