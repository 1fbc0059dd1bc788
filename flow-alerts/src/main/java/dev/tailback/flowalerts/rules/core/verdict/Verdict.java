package dev.tailback.flowalerts.rules.core.verdict;

/**
 * What became of a rule for a key. Times are event time. An incident is told under its id again after a restart, if at all;
 * the id is made of the rule's name, the key and the start.
 */
public sealed interface Verdict {
    String incident();

    String rule();

    Key key();

    long startNanos();

    /** When it became so. */
    long timeNanos();

    /** @param late whether signals that came behind the watermark made it, so that it is told after its time */
    record Fired(String incident, String rule, Key key, long startNanos, boolean late, Evidence evidence)
            implements Verdict {
        @Override
        public long timeNanos() {
            return startNanos;
        }
    }

    record Resolved(String incident, String rule, Key key, long startNanos, long timeNanos, Ending ending)
            implements Verdict {}

    enum Ending {
        /** Its threshold has cleared, or its last chain is older than {@code within}; {@code keep_firing_for} included. */
        OVER,
        /** What {@code until} waits for has come. */
        UNTIL,
        /** Late signals show that it never was. */
        WITHDRAWN,
        /** Its rule was taken away or edited: nobody looks any more whether it goes on. */
        ABANDONED
    }
}
