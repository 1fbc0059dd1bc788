package dev.tailback.checkout.orders;

/** Sums of the last 60 seconds, second by second. */
final class LastMinute {
    private static final int SECONDS = 60;

    private final long[] at = new long[SECONDS];
    private final long[] amounts = new long[SECONDS];

    synchronized void add(long second, long amount) {
        int slot = (int) Math.floorMod(second, (long) SECONDS);
        amounts[slot] = at[slot] == second ? amounts[slot] + amount : amount;
        at[slot] = second;
    }

    /** With what came in that second. */
    synchronized long sum(long second) {
        long sum = 0;
        for (int slot = 0; slot < SECONDS; slot++) {
            if (second - at[slot] < SECONDS) {
                sum += amounts[slot];
            }
        }
        return sum;
    }
}
