package dev.tailback.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The number of the card that pays. Only its last four digits are ever shown. */
public record Card(@JsonValue String number) {
    private static final Pattern FORM = Pattern.compile("[0-9]{12,19}");

    /** The test card that every payment is approved for. */
    public static final Card APPROVING = new Card("4242424242424242");

    @JsonCreator
    public Card {
        if (!FORM.matcher(number).matches()) {
            throw new IllegalArgumentException(
                    "a card number is 12 to 19 digits, but got " + number.length() + " characters");
        }
    }

    @Override
    public String toString() {
        return "····" + number.substring(number.length() - 4);
    }
}
