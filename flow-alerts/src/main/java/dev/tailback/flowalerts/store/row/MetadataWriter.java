package dev.tailback.flowalerts.store.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanEvent;
import dev.tailback.flowalerts.spans.SpanLink;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.json.JsonMapper;

/**
 * What of a span has no column: JSON, and small. Of a span that would take more than {@value #MAX_BYTES} bytes only the
 * first links, events and attributes are kept, with the beginnings of their texts, and {@code cut} says so.
 */
final class MetadataWriter {
    static final int MAX_BYTES = 8 << 10;

    private static final JsonMapper JSON = new JsonMapper();
    private static final HexFormat HEX = HexFormat.of();
    private static final long NANOS_PER_MICRO = 1_000;

    /** From all of it to what is small in any case. A transaction that served 500 records has as many links. */
    private static final List<Measure> MEASURES =
            List.of(new Measure(1_000, 4_100), new Measure(32, 4_100), new Measure(32, 256), new Measure(16, 40));

    private record Measure(int items, int text) {
        boolean isWhole() {
            return equals(MEASURES.getFirst());
        }

        String cut(String text) {
            return text.length() <= text() ? text : text.substring(0, text()) + "…";
        }
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    // A request's spans come together, and all have one resource.
    private @Nullable Resource latest;
    private SerializedString latestAsJson = new SerializedString("");

    byte[] of(Span span) {
        remember(span.resource());
        for (Measure measure : MEASURES) {
            write(measure, writing -> writing.write(span));
            if (bytes.size() <= MAX_BYTES) {
                break;
            }
        }
        return bytes.toByteArray();
    }

    private void remember(Resource resource) {
        if (!resource.equals(latest)) {
            write(MEASURES.getFirst(), writing -> writing.map(resource.attributes()));
            latestAsJson = new SerializedString(bytes.toString(UTF_8));
            latest = resource;
        }
    }

    private void write(Measure measure, Consumer<Writing> what) {
        bytes.reset();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            what.accept(new Writing(json, measure, latestAsJson));
        }
    }

    private record Writing(JsonGenerator json, Measure measure, SerializableString wholeResource) {
        void write(Span span) {
            json.writeStartObject();
            json.writeStringProperty("kind", word(span.kind()));
            json.writeStringProperty("status", word(span.status()));
            if (!span.statusMessage().isEmpty()) {
                json.writeStringProperty("message", text(span.statusMessage()));
            }
            long finer = span.startUnixNano() % NANOS_PER_MICRO;
            if (finer != 0) {
                json.writeNumberProperty("start_nanos", finer);
            }
            attributes("attributes", span.attributes());
            array("events", span.events(), this::event);
            array("links", span.links(), this::link);
            scope(span);
            resource(span.resource().attributes());
            if (!measure.isWhole()) {
                json.writeBooleanProperty("cut", true);
            }
            json.writeEndObject();
        }

        private void attributes(String name, Attributes attributes) {
            if (!attributes.isEmpty()) {
                json.writeName(name);
                map(attributes);
            }
        }

        private void resource(Attributes attributes) {
            if (measure.isWhole() && !attributes.isEmpty()) {
                json.writeName("resource");
                json.writeRawValue(wholeResource);
            } else {
                attributes("resource", attributes);
            }
        }

        private <T> void array(String name, List<T> all, Consumer<T> write) {
            if (!all.isEmpty()) {
                json.writeArrayPropertyStart(name);
                all.stream().limit(measure.items()).forEach(write);
                json.writeEndArray();
            }
        }

        private void event(SpanEvent event) {
            json.writeStartObject();
            json.writeNumberProperty("unix_nano", event.unixNano());
            json.writeStringProperty("name", text(event.name()));
            attributes("attributes", event.attributes());
            json.writeEndObject();
        }

        private void link(SpanLink link) {
            json.writeString(link.traceId() + "/" + HEX.toHexDigits(link.spanId()));
        }

        private void scope(Span span) {
            Scope scope = span.scope();
            if (!scope.name().isEmpty()) {
                json.writeObjectPropertyStart("scope");
                json.writeStringProperty("name", text(scope.name()));
                if (!scope.version().isEmpty()) {
                    json.writeStringProperty("version", text(scope.version()));
                }
                json.writeEndObject();
            }
        }

        void map(Attributes attributes) {
            json.writeStartObject();
            attributes.forEachOfFirst(measure.items(), this::property);
            json.writeEndObject();
        }

        private void map(Map<?, ?> map) {
            json.writeStartObject();
            map.entrySet().stream().limit(measure.items()).forEach(entry -> property(entry.getKey(), entry.getValue()));
            json.writeEndObject();
        }

        private void property(Object key, Object value) {
            json.writeName(text(key.toString()));
            value(value);
        }

        private void value(Object value) {
            switch (value) {
                case Boolean flag -> json.writeBoolean(flag);
                case Long whole -> json.writeNumber(whole);
                case Double number -> json.writeNumber(number);
                case List<?> list -> {
                    json.writeStartArray();
                    list.stream().limit(measure.items()).forEach(this::value);
                    json.writeEndArray();
                }
                case Map<?, ?> map -> map(map);
                default -> json.writeString(text(value.toString()));
            }
        }

        private String text(String text) {
            return Text.storable(measure.cut(text));
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }
}
