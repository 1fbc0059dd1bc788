package dev.tailback.lab.calibration;

import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Product;
import dev.tailback.lab.shop.Receipt;
import dev.tailback.lab.shop.Search;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long the shop takes for one thing at a time, in milliseconds: the shortest of some tries. */
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

    /** From the checkout's request to the order's end. */
    double order() throws IOException, InterruptedException {
        double shortest = Double.MAX_VALUE;
        for (int n = 0; n < TRIES; n++) {
            Receipt receipt = shop.buy(product.sku(), 1);
            shortest = Math.min(shortest, millis(receipt.checkoutSentAt(), end(receipt)));
        }
        return shortest;
    }

    private Instant end(Receipt receipt) throws IOException, InterruptedException {
        if (!Patience.until(PATIENCE, () -> endOf(receipt).isPresent())) {
            throw new Refusal("order %s had not ended after %d s".formatted(receipt.order(), PATIENCE.toSeconds()));
        }
        return endOf(receipt).orElseThrow();
    }

    private Optional<Instant> endOf(Receipt receipt) throws InterruptedException {
        return shop.order(receipt.order()).map(OrderView::endedAt);
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

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
