package dev.tailback.lab.calibration;

import dev.tailback.lab.shop.Product;
import dev.tailback.lab.shop.Search;
import dev.tailback.lab.shop.Shop;
import java.io.IOException;
import java.time.Duration;

/**
 * How long the shop takes for one thing at a time. The tables are sized by what a listing costs, and the pages come
 * with them: both are looked at by turns, for as long, so that a processor shared with others is as slow for one as for
 * the other.
 */
final class Stopwatch {
    private static final int BEYOND_THE_FIRST = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Shop shop;
    private final Product product;

    Stopwatch(Shop shop) throws InterruptedException {
        this.shop = shop;
        // Not of the first: they are a category of nine, and a listing of it is short.
        this.product = shop.products(BEYOND_THE_FIRST).getLast();
    }

    /** In milliseconds, the mean of all. */
    record Took(double listing, double page) {}

    private interface Deed {
        void run() throws IOException, InterruptedException;
    }

    /** So much of one thing. */
    private static final class Laps {
        private long nanos;
        private int number;

        void time(Deed deed) throws IOException, InterruptedException {
            long began = System.nanoTime();
            deed.run();
            nanos += System.nanoTime() - began;
            number++;
        }

        double meanMillis() {
            return nanos / 1e6 / number;
        }
    }

    Took look(Duration longEnough) throws IOException, InterruptedException {
        Laps listings = new Laps();
        Laps pages = new Laps();
        long end = System.nanoTime() + longEnough.toNanos();
        while (System.nanoTime() < end) {
            listings.time(() -> shop.look(Search.around(product), PATIENCE));
            while (pages.nanos < listings.nanos) {
                pages.time(() -> shop.look(product, PATIENCE));
            }
        }
        return new Took(listings.meanMillis(), pages.meanMillis());
    }
}
