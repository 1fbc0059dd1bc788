package dev.tailback.lab.load;

/** Which share of the last fifty checkouts failed; nothing before ten have ended. Bounded, and told by outcomes alone. */
final class Heart {
    private static final int REMEMBERED = 50;
    private static final int FEWEST = 10;

    private final boolean[] hasFailed = new boolean[REMEMBERED];
    private int next;
    private int known;
    private int failed;

    synchronized void ended(boolean badly) {
        if (known == REMEMBERED) {
            failed -= hasFailed[next] ? 1 : 0;
        } else {
            known++;
        }
        hasFailed[next] = badly;
        failed += badly ? 1 : 0;
        next = (next + 1) % REMEMBERED;
    }

    synchronized double failing() {
        return known < FEWEST ? 0 : (double) failed / known;
    }
}
