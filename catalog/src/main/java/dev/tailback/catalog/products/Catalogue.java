package dev.tailback.catalog.products;

import dev.tailback.events.Money;
import dev.tailback.events.Sku;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** The generated catalogue: product number n of a seed is the same product on every machine and in every size. */
final class Catalogue {
    static final List<String> HEADPHONES =
            List.of("Aria", "Breeze", "Cadence", "Drift", "Echo", "Forte", "Glide", "Halo", "Iris");
    private static final String HEADPHONES_CATEGORY = "wireless-headphones";
    private static final List<String> GENERATED =
            List.of("audio", "books", "garden", "kitchen", "office", "sports", "toys");
    private static final List<String> MAKES = List.of("Alder", "Birch", "Cedar", "Elm", "Hazel", "Maple", "Rowan");

    private static final int LEAST_CENTS = 499;
    private static final int MOST_CENTS = 20_498;
    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

    private final long seed;

    Catalogue(long seed) {
        this.seed = seed;
    }

    static SortedSet<String> categories() {
        SortedSet<String> categories = new TreeSet<>(GENERATED);
        categories.add(HEADPHONES_CATEGORY);
        return categories;
    }

    Product numbered(int number) {
        Sku sku = Sku.numbered(number);
        if (number <= HEADPHONES.size()) {
            String name = "Wireless headphones " + HEADPHONES.get(number - 1);
            return new Product(sku, name, HEADPHONES_CATEGORY, Money.ofCents(4_999 + 2_500L * (number - 1)));
        }
        // A source of its own for each product, so that none depends on how many came before it.
        SplittableRandom random = new SplittableRandom(seed * GOLDEN_RATIO + number);
        String category = GENERATED.get(random.nextInt(GENERATED.size()));
        String make = MAKES.get(random.nextInt(MAKES.size()));
        long cents = random.nextInt(LEAST_CENTS, MOST_CENTS + 1);
        return new Product(sku, make + " " + category + " no. " + number, category, Money.ofCents(cents));
    }
}
