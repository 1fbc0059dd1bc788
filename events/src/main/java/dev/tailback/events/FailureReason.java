package dev.tailback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Why an order failed; the value of {@code checkout.failure_reason} on its span. */
public enum FailureReason {
    /** The shopper's patience was over before the order could end. */
    DEADLINE_EXCEEDED,
    /** The provider did not answer, or not in a way that could be understood, within the retry budget. */
    PAYMENT_UNAVAILABLE,
    /** A record of the order could not be processed. */
    DEAD_LETTER,
    /** Nothing was heard of the order for too long. */
    STALLED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static FailureReason of(String text) {
        return Arrays.stream(values())
                .filter(reason -> reason.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a failure reason is one of "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT) + ", but got '" + text + "'"));
    }
}
