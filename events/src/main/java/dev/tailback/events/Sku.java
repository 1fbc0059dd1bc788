package dev.tailback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** What is sold. Catalog and inventory number their products alike; this is all they have in common. */
public record Sku(@JsonValue String value) implements Comparable<Sku> {
    private static final Pattern FORM = Pattern.compile("SKU-[0-9]{5,9}");

    @JsonCreator
    public Sku {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a sku is SKU- and 5 to 9 digits, but '" + value + "' is not");
        }
    }

    public static Sku numbered(int number) {
        return new Sku("SKU-%05d".formatted(number));
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
