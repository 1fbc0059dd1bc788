package dev.tailback.catalog.products;

import dev.tailback.stage.http.Problem;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a shopper is looking for; both bounds are included. */
public record Search(@Nullable String category, long minCents, long maxCents, int limit) {
    public static final long NO_MAXIMUM = Long.MAX_VALUE;
    private static final int MAX_LIMIT = 500;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_-]+");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,2})?");

    static Search of(@Nullable String category, @Nullable String priceMin, @Nullable String priceMax, int limit) {
        String slug = category == null
                ? null
                : category(category).orElseThrow(() -> Problem.invalid("category", category, "one of " + categories()));
        long min = priceMin == null ? 0 : cents("price_min", priceMin);
        long max = priceMax == null ? NO_MAXIMUM : cents("price_max", priceMax);
        if (min > max) {
            throw Problem.invalid("price_min", priceMin, "at most price_max, which is " + priceMax);
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalid("limit", limit, "1 to " + MAX_LIMIT);
        }
        return new Search(slug, min, max, limit);
    }

    /** The category that is called so, by its slug or its name: {@code Wireless Headphones} is one. */
    public static Optional<String> category(String called) {
        String slug = BETWEEN_WORDS.matcher(called.strip()).replaceAll("-").toLowerCase(Locale.ROOT);
        return Optional.of(slug).filter(categories()::contains);
    }

    /** All that there are. */
    public static SortedSet<String> categories() {
        return Catalogue.categories();
    }

    boolean hasMaximum() {
        return maxCents < NO_MAXIMUM;
    }

    private static long cents(String field, String amount) {
        if (!AMOUNT.matcher(amount).matches()) {
            throw Problem.invalid(field, amount, "an amount like 49.99, from 0 to 999999999.99");
        }
        return new BigDecimal(amount).movePointRight(2).longValueExact();
    }
}
