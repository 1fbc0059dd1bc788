package dev.tailback.catalog.recommendations;

import dev.tailback.catalog.products.Search;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a model takes a shopper to look for. Of its answer counts what the shop has; the rest is ignored. */
final class Wish {
    private static final double MOST_DOLLARS = 999_999_999.99;

    private Wish() {}

    static Search read(JsonNode answer, Set<String> categories, int limit) {
        String category = answer.path("category").asString("");
        long min = cents(answer.path("price_min"), 0);
        long max = cents(answer.path("price_max"), Search.NO_MAXIMUM);
        boolean isRange = min <= max;
        return new Search(known(category, categories), isRange ? min : 0, isRange ? max : Search.NO_MAXIMUM, limit);
    }

    private static @Nullable String known(String category, Set<String> categories) {
        return Search.category(category).filter(categories::contains).orElse(null);
    }

    private static long cents(JsonNode dollars, long otherwise) {
        double amount = dollars.isNull() ? -1 : dollars.asDouble(-1);
        return amount >= 0 && amount <= MOST_DOLLARS ? Math.round(amount * 100) : otherwise;
    }
}
