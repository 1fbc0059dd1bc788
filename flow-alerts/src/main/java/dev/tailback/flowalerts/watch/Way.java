package dev.tailback.flowalerts.watch;

/**
 * By which way signals come in. Each has a time of its own: one that reads what was written an hour ago is not to make the
 * others late, nor to be too late itself.
 *
 * @param number of its own, not negative
 */
public record Way(int number) {
    /** Whoever sends by OTLP sends what has just happened. */
    public static final Way OTLP = new Way(0);

    /** What flow-alerts sees itself. */
    public static final Way OWN = new Way(1);

    private static final int FIRST_PARTITION = 2;

    public static Way partition(int number) {
        return new Way(FIRST_PARTITION + number);
    }
}
