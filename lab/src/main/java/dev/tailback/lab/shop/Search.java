package dev.tailback.lab.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A listing: what there is in a category from a price to a price, in whole amounts. */
public record Search(String category, long priceMin, long priceMax) {
    private static final long AROUND = 50;

    /** What somebody looks at before choosing that product: its category, and prices somewhat like its own. */
    public static Search around(Product product) {
        long price = BigDecimal.valueOf(product.price().cents(), 2)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
        return new Search(product.category(), Math.max(0, price - AROUND), price + AROUND);
    }

    /** Categories are words of letters and dashes. */
    String query() {
        return "category=" + category + "&price_min=" + priceMin + "&price_max=" + priceMax;
    }
}
