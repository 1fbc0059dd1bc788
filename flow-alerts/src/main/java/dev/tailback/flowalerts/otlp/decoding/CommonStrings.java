package dev.tailback.flowalerts.otlp.decoding;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One instance of each string that comes again and again: attribute keys, names of services and spans. Without it every
 * span would keep its own copy. Beyond the limit strings are still right, only no longer shared.
 */
final class CommonStrings {
    private static final int MAX_STRINGS = 10_000;
    private static final int MAX_LENGTH = 200;

    private final Map<String, String> strings = new ConcurrentHashMap<>();

    String share(String text) {
        if (text.length() > MAX_LENGTH) {
            return text;
        }
        String shared = strings.get(text);
        if (shared != null) {
            return shared;
        }
        if (strings.size() >= MAX_STRINGS) {
            return text;
        }
        String first = strings.putIfAbsent(text, text);
        return first == null ? text : first;
    }
}
