package dev.tailback.flowalerts.incidents;

import java.time.Instant;

/** What can happen to an incident. */
sealed interface Happening {
    /** Its rule fires, from then on. */
    record Fires(Instant at, boolean late) implements Happening {}

    /** Its rule has ended. */
    record Ends(Instant at, Ending how) implements Happening {}

    /** Somebody looks after it. */
    record Acknowledged(Acknowledgement by) implements Happening {}

    /** Its rule held, and holds no more, before its {@code for} had passed. */
    record HoldsNoMore() implements Happening {}
}
