package dev.tailback.flowalerts.incidents.casefile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signals come from anyone and say what they like, at any length; what is kept of them is bounded. */
public final class Shortened {
    static final int LONGEST_TEXT = 1_000;
    static final int MOST_ATTRIBUTES = 64;
    private static final int MOST_ITEMS = 20;
    private static final String MORE = "…";

    private Shortened() {}

    public static String text(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        // Half of a pair would be no text any more.
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end) + MORE;
    }

    public static Object value(Object value) {
        return switch (value) {
            case Number number -> number;
            case Boolean truth -> truth;
            case List<?> list ->
                list.stream().limit(MOST_ITEMS).map(each -> value(each)).toList();
            default -> text(value.toString());
        };
    }

    public static Map<String, Object> attributes(Map<String, ?> attributes) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (Map.Entry<String, ?> entry : attributes.entrySet()) {
            if (kept.size() == MOST_ATTRIBUTES) {
                break;
            }
            kept.put(text(entry.getKey()), value(entry.getValue()));
        }
        return kept;
    }
}
