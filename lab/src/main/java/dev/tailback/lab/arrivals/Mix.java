package dev.tailback.lab.arrivals;

/**
 * What a load is made of.
 *
 * @param skew how unequally products are bought, see {@link Popularity}
 * @param poison which share of the carts nobody can read
 * @param duplicates which share of the readable carts is sent again
 * @param seed the same seed makes the same load
 */
public record Mix(double skew, Share poison, Share duplicates, long seed) {
    public static final Mix PLAIN = new Mix(0, Share.NONE, Share.NONE, 1);
}
