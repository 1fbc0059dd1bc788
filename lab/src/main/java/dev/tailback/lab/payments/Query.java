package dev.tailback.lab.payments;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark. */
record Query(@Nullable String text) {
    Optional<String> value(String name) {
        if (text == null) {
            return Optional.empty();
        }
        return Arrays.stream(text.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    int whole(String name, int least, int most, int usual) {
        String value = value(name).orElse(null);
        if (value == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException text) {
            throw Refused.invalid(name, value, "a whole number from " + least + " to " + most);
        }
        throw Refused.invalid(name, value, "a whole number from " + least + " to " + most);
    }
}
