package dev.tailback.catalog.products;

import dev.tailback.events.Money;
import dev.tailback.events.Sku;
import java.util.List;
import java.util.stream.IntStream;

/** The generated catalogue: product number n is the same product on every machine. */
final class Catalogue {
    private static final List<String> HEADPHONES =
            List.of("Aria", "Breeze", "Cadence", "Drift", "Echo", "Forte", "Glide", "Halo", "Iris");
    private static final List<String> CATEGORIES =
            List.of("audio", "books", "garden", "kitchen", "office", "sports", "toys");
    private static final List<String> MAKES = List.of("Alder", "Birch", "Cedar", "Elm", "Hazel", "Maple", "Rowan");

    private Catalogue() {}

    static List<Product> ofSize(int size) {
        return IntStream.rangeClosed(1, size).mapToObj(Catalogue::numbered).toList();
    }

    private static Product numbered(int number) {
        Sku sku = Sku.numbered(number);
        if (number <= HEADPHONES.size()) {
            String name = "Wireless headphones " + HEADPHONES.get(number - 1);
            return new Product(sku, name, "wireless-headphones", Money.ofCents(4_999 + 2_500L * (number - 1)));
        }
        String category = CATEGORIES.get(number % CATEGORIES.size());
        String make = MAKES.get(number / CATEGORIES.size() % MAKES.size());
        return new Product(sku, make + " " + category + " no. " + number, category, Money.ofCents(price(number)));
    }

    /** 4.99 to 204.98, spread without a pattern that a reader would notice. */
    private static long price(int number) {
        return 499 + Math.floorMod(number * 7_919L, 20_000L);
    }
}
