package dev.tailback.checkout.orders;

import java.util.Arrays;
import java.util.Locale;

/** When the shopper's patience is looked at. */
enum DeadlineCheck {
    /** Before any work is done for the order, and once more when it would be confirmed. */
    BEFORE,
    /** Only when it would be confirmed: the naive way, which works for shoppers who have left. */
    AFTER;

    static DeadlineCheck of(String text) {
        return Arrays.stream(values())
                .filter(check -> check.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "tailback.deadline.check is before or after, but got '" + text + "'"));
    }
}
