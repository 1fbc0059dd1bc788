package dev.tailback.lab.drill;

/**
 * What shoppers did not get while it lasted.
 *
 * @param failed orders that were accepted and failed, or were never heard of again
 * @param refused checkouts that were not accepted, and shoppers who left over an error before theirs
 * @param confirmed orders that ended well meanwhile
 * @param cents what failed and refused orders would have brought; refused ones at the value of an average order
 */
public record Losses(long failed, long refused, long confirmed, long cents) {
    public static final Losses NONE = new Losses(0, 0, 0, 0);

    public long orders() {
        return failed + refused;
    }
}
