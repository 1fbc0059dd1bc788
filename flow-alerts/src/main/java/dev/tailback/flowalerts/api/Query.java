package dev.tailback.flowalerts.api;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameters of a query, each with what it allows. */
final class Query {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Map<String, String> parameters;

    private Query(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static Query of(URI uri) {
        var parameters = new LinkedHashMap<String, String>();
        var query = uri.getRawQuery();
        for (var part : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            var pair = part.split("=", 2);
            var value = pair.length == 2 ? decode(pair[1]) : "";
            if (parameters.putIfAbsent(decode(pair[0]), value) != null) {
                throw Problem.wrongValue(decode(pair[0]), value, "to be given once");
            }
        }
        return new Query(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Those whose names begin so, without that beginning. */
    Map<String, String> startingWith(String prefix) {
        var found = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> {
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
        var text = text(name).orElse(String.valueOf(normally));
        var number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw Problem.wrongValue(name, text, least + " to " + most);
        }
        return number;
    }
}
