package dev.tailback.lab.drill;

import java.time.Instant;
import java.util.List;

/** What happens in a drill. */
public sealed interface Happening {
    Instant at();

    /** Shoppers come from now on. */
    record Began(Instant at) implements Happening {}

    /** All that was to be set is set. */
    record Struck(Instant at) implements Happening {}

    /** Somebody says that they see something. */
    record Noticed(Instant at) implements Happening {}

    /**
     * Somebody names a cause.
     *
     * @param pointing of the evidence, what points to the cause of this incident
     */
    record Named(Instant at, String cause, boolean isRight, List<String> evidence, int pointing) implements Happening {
        public Named {
            evidence = List.copyOf(evidence);
        }
    }

    record Hinted(Instant at) implements Happening {}

    /**
     * Somebody has done something about it.
     *
     * @param counts whether it repairs this incident
     */
    record Tried(Instant at, String repair, boolean counts) implements Happening {}

    /** @param since from when on the shop has been well */
    record Recovered(Instant at, Instant since) implements Happening {}

    /** @param isClean whether nothing was lost and nothing done twice */
    record Audited(Instant at, boolean isClean, String line) implements Happening {}

    record GaveUp(Instant at) implements Happening {}
}
