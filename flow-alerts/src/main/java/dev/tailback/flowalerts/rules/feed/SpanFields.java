package dev.tailback.flowalerts.rules.feed;

import dev.tailback.flowalerts.rules.core.signal.Fields;
import dev.tailback.flowalerts.spans.Span;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A span's values, read from it when they are asked for: most spans are of no interest to any rule. */
record SpanFields(Span span) implements Fields {
    private static final HexFormat HEX = HexFormat.of();
    private static final Set<String> OWN =
            Set.of("name", "kind", "status", "duration", "trace.id", "span.id", "service.name");

    @Override
    public @Nullable Object get(String name) {
        Object own = own(name);
        if (own != null) {
            return own;
        }
        Object value = span.attributes().get(name);
        return value == null ? span.resource().attributes().get(name) : value;
    }

    private @Nullable Object own(String name) {
        return switch (name) {
            case "name" -> span.name();
            case "kind" -> span.kind().name();
            case "status" -> span.status().name();
            case "duration" -> span.durationNanos();
            case "trace.id" -> span.traceId().toString();
            case "span.id" -> HEX.toHexDigits(span.spanId());
            case "service.name" -> span.service();
            default -> null;
        };
    }

    @Override
    public void forEach(BiConsumer<String, Object> action) {
        OWN.forEach(name -> {
            Object value = own(name);
            if (value != null) {
                action.accept(name, value);
            }
        });
        span.attributes().forEachOfFirst(Integer.MAX_VALUE, (name, value) -> {
            if (!OWN.contains(name)) {
                action.accept(name, value);
            }
        });
        span.resource().attributes().forEachOfFirst(Integer.MAX_VALUE, (name, value) -> {
            if (!OWN.contains(name) && span.attributes().get(name) == null) {
                action.accept(name, value);
            }
        });
    }
}
