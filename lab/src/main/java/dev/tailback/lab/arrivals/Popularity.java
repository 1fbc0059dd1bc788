package dev.tailback.lab.arrivals;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Which product is bought, by Zipf's law: the one of rank r is as popular as 1 / r^skew says. With 0 all are alike; with
 * 1, of 100 products the first gets a fifth of all sales; with 2, three fifths. Ranks follow the order of the catalog.
 */
public final class Popularity {
    private final double[] upTo;

    public Popularity(int products, double skew) {
        if (products < 1 || !(skew >= 0)) {
            throw new IllegalArgumentException(
                    "popularity needs products and a skew of 0 or more, not " + products + " and " + skew);
        }
        upTo = new double[products];
        double sum = 0;
        for (int rank = 1; rank <= products; rank++) {
            sum += Math.pow(rank, -skew);
            upTo[rank - 1] = sum;
        }
    }

    /** The place of a product, from 0. */
    public int draw(SplittableRandom random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return Math.min(found >= 0 ? found + 1 : -found - 1, upTo.length - 1);
    }
}
