package dev.tailback.lab.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where checkout has an order. */
enum State {
    UNKNOWN(null),
    PLACED(null),
    RESERVED(null),
    CONFIRMED(Told.ORDER_CONFIRMED),
    REJECTED(Told.ORDER_REJECTED),
    CANCELLED(Told.ORDER_CANCELLED),
    FAILED(Told.ORDER_FAILED);

    static final State[] ALL = values();

    private final @Nullable Told ending;

    State(@Nullable Told ending) {
        this.ending = ending;
    }

    static State of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The event that tells of it; null of a state that is no end. */
    @Nullable
    Told ending() {
        return ending;
    }

    boolean ended() {
        return ending != null;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
