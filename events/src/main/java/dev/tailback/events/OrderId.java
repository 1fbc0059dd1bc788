package dev.tailback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.UUID;

/**
 * The one id of a purchase for life: the cart's when it is made, the order's afterwards, the key of every topic and
 * table.
 */
public record OrderId(@JsonValue UUID value) {
    @JsonCreator
    public OrderId {
        if (!UuidV7.is(value)) {
            throw new IllegalArgumentException("an order id is a UUID of version 7, but " + value + " is not");
        }
    }

    public static OrderId at(Instant time) {
        return new OrderId(UuidV7.at(time));
    }

    /** Reads the canonical 36 characters; {@link UUID#fromString} alone would also take shorter groups. */
    public static OrderId of(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("an order id is a UUID of 36 characters, but '" + text + "' is not");
        }
        return new OrderId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
