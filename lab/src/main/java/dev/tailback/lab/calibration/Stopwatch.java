package dev.tailback.lab.calibration;

import dev.tailback.lab.shop.Product;
import dev.tailback.lab.shop.Search;
import dev.tailback.lab.shop.Shop;
import java.io.IOException;
import java.time.Duration;

/** Does one thing at a time, and says how long the shop took, in milliseconds: the shortest of some tries. */
final class Stopwatch {
    private static final int TRIES = 5;
    private static final int BEYOND_THE_FIRST = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Shop shop;
    private final Product product;

    Stopwatch(Shop shop) throws InterruptedException {
        this.shop = shop;
        // Not of the first: they are a category of nine, and a listing of it is short.
        this.product = shop.products(BEYOND_THE_FIRST).getLast();
    }

    private interface Try {
        void run() throws IOException, InterruptedException;
    }

    double listing() throws IOException, InterruptedException {
        return shortest(() -> shop.look(Search.around(product), PATIENCE));
    }

    double page() throws IOException, InterruptedException {
        return shortest(() -> shop.look(product, PATIENCE));
    }

    private static double shortest(Try one) throws IOException, InterruptedException {
        double shortest = Double.MAX_VALUE;
        for (int n = 0; n < TRIES; n++) {
            long began = System.nanoTime();
            one.run();
            shortest = Math.min(shortest, (System.nanoTime() - began) / 1e6);
        }
        return shortest;
    }
}
