package dev.tailback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The card that pays, as far as topics, tables and logs may know it: the first six digits and the last four, which is
 * what the rules of card payments let anybody keep. It stands for what a shop is given by its provider for a card, and
 * is enough for ours. The number itself goes no further than to whoever makes one of these of it.
 */
public record Card(@JsonValue String number) {
    private static final int SHOWN_FIRST = 6;
    private static final int SHOWN_LAST = 4;
    private static final Pattern FORM = Pattern.compile("[0-9]{6}(?:[0-9]{2,9}|\\*{2,9})[0-9]{4}");

    /** The test card that every payment is approved for. */
    public static final Card APPROVING = new Card("4242424242424242");

    @JsonCreator
    public Card {
        if (!FORM.matcher(number).matches()) {
            throw new IllegalArgumentException(
                    "a card number is 12 to 19 digits, but got " + number.length() + " characters");
        }
        int end = number.length() - SHOWN_LAST;
        number = number.substring(0, SHOWN_FIRST) + "*".repeat(end - SHOWN_FIRST) + number.substring(end);
    }

    @Override
    public String toString() {
        return "····" + number.substring(number.length() - SHOWN_LAST);
    }
}
