package dev.tailback.events;

import java.util.Collection;
import java.util.function.Function;

/** An amount in the smallest unit of its currency. */
public record Money(long cents, String currency) {
    public static final String SHOP_CURRENCY = "USD";

    public Money {
        if (cents < 0 || !currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException(
                    "money is 0 or more cents of a currency in 3 capitals, but got " + cents + " " + currency);
        }
    }

    public static Money ofCents(long cents) {
        return new Money(cents, SHOP_CURRENCY);
    }

    public Money times(int factor) {
        return new Money(Math.multiplyExact(cents, factor), currency);
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(cents, other.cents), currency);
    }

    public static <T> Money sum(Collection<T> items, Function<T, Money> amount) {
        return items.stream().map(amount).reduce(ofCents(0), Money::plus);
    }
}
