package dev.tailback.lab.carts;

import dev.tailback.events.Card;
import dev.tailback.events.CartSubmitted;
import dev.tailback.events.EventRecord;
import dev.tailback.events.Line;
import dev.tailback.events.OrderId;
import dev.tailback.events.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A cart as the catalog would submit it now: of one line, with a card that is approved. */
public final class SubmittedCart {
    public static final String LAB = "/tailback/lab";

    /** As the catalog gives to whoever names none. */
    private static final Duration SHOPPERS_PATIENCE = Duration.ofSeconds(30);

    private SubmittedCart() {}

    public static EventRecord of(OrderId order, Line line, Instant now) {
        return of(order, line, SHOPPERS_PATIENCE, LAB, now);
    }

    public static EventRecord of(OrderId order, Line line, Duration patience, String source, Instant now) {
        CartSubmitted cart = new CartSubmitted(order, now, now.plus(patience), Card.APPROVING, List.of(line));
        return EventRecord.of(UuidV7.at(now), cart, source);
    }
}
