package dev.tailback.lab.torture;

import java.time.Duration;

/** Something that goes wrong, and is repaired by whoever operates the shop. */
interface Fault {
    String text();

    /** About how long it takes, for the plan. */
    Duration takes();

    /** Does it, sees that it happened, repairs it; and says what was seen. */
    String strike(Arena arena) throws Exception;

    /** The fault found nothing to strike at: the run proves less than it should. */
    final class Missed extends Exception {
        private static final long serialVersionUID = 1;

        private final String why;

        Missed(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }
}
