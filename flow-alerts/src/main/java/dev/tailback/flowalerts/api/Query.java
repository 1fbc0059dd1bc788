package dev.tailback.flowalerts.api;

import dev.tailback.door.QueryString;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameters of a query, each with what it allows. */
final class Query {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final QueryString parameters;

    private Query(QueryString parameters) {
        this.parameters = parameters;
    }

    static Query of(URI uri) {
        try {
            return new Query(QueryString.read(uri.getRawQuery()));
        } catch (QueryString.Malformed wrong) {
            throw Problem.of(wrong.sentence());
        }
    }

    /** Refuses all but these names; one that ends in a dot stands for all that begin so. */
    void allow(String... known) {
        try {
            parameters.allow(List.of(known));
        } catch (QueryString.Malformed wrong) {
            throw Problem.of(wrong.sentence());
        }
    }

    Optional<String> text(String name) {
        return parameters.value(name);
    }

    /** Those whose names begin so, without that beginning. */
    Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        parameters.values().forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    boolean flag(String name) {
        return switch (text(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            case String other -> throw Problem.wrongValue(name, other, "true, false");
        };
    }

    int number(String name, int normally, int least, int most) {
        String text = text(name).orElse(String.valueOf(normally));
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw Problem.wrongValue(name, text, least + " to " + most);
        }
        return number;
    }
}
