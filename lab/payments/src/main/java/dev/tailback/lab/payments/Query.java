package dev.tailback.lab.payments;

import dev.tailback.door.QueryString;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query of a request. */
record Query(QueryString text) {
    static Query read(@Nullable String raw, String... known) {
        try {
            QueryString text = QueryString.read(raw);
            text.allow(List.of(known));
            return new Query(text);
        } catch (QueryString.Malformed wrong) {
            throw Refused.of(400, wrong.sentence());
        }
    }

    Optional<String> value(String name) {
        return text.value(name);
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
