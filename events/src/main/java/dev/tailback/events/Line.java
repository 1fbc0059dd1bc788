package dev.tailback.events;

import java.util.Collection;

/** A quantity of one product at the price that the shopper saw. */
public record Line(Sku sku, int quantity, Money unitPrice) {
    public static final int MAX_QUANTITY = 1_000;

    public Line {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException(
                    "quantity of " + sku + " is 1 to " + MAX_QUANTITY + ", but got " + quantity);
        }
    }

    public Money amount() {
        return unitPrice.times(quantity);
    }

    public static Money total(Collection<Line> lines) {
        return Money.sum(lines, Line::amount);
    }
}
