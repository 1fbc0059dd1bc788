package dev.tailback.lab.spans;

import dev.tailback.lab.web.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Counts the spans of an OTLP request as it passes by: as a tree, a long line would be many times as large. */
final class SpanCount {
    private static final String RESOURCES = "resourceSpans";
    private static final List<String> WAY = List.of(RESOURCES, "scopeSpans", "spans");

    private final Deque<String> names = new ArrayDeque<>();
    private String name = "";
    private int spans;
    private boolean isRequest;

    private SpanCount() {}

    /** Empty for JSON that is no request. Throws what Jackson throws for what is no JSON. */
    static OptionalInt of(String line) {
        SpanCount count = new SpanCount();
        try (JsonParser parser = Json.parser(line)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                count.take(token, parser);
            }
        }
        return count.isRequest ? OptionalInt.of(count.spans) : OptionalInt.empty();
    }

    /** An object in a list is known by the name of the list; a list in a list is on no way of ours. */
    private void take(JsonToken token, JsonParser parser) {
        switch (token) {
            case PROPERTY_NAME -> name = parser.currentName();
            case START_ARRAY -> {
                isRequest |= names.size() == 1 && name.equals(RESOURCES);
                names.addLast(name);
                name = "[";
            }
            case START_OBJECT -> {
                spans += isSpan() ? 1 : 0;
                names.addLast("{");
            }
            case END_OBJECT, END_ARRAY -> names.removeLast();
            default -> {
                // A value of no interest.
            }
        }
    }

    private boolean isSpan() {
        return names.size() == 2 * WAY.size()
                && names.stream().filter(each -> !each.equals("{")).toList().equals(WAY);
    }
}
