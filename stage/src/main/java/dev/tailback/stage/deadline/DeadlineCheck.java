package dev.tailback.stage.deadline;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When the shopper's patience is looked at. */
public enum DeadlineCheck {
    /** Before any work is done for the order, and once more when it would be confirmed. */
    BEFORE,
    /** Only when it would be confirmed: the naive way, which works for shoppers who have left. */
    AFTER;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeadlineCheck of(@Nullable String text) {
        return Arrays.stream(values())
                .filter(check -> check.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "tailback.deadline.check is before or after, but got '" + text + "'"));
    }
}
