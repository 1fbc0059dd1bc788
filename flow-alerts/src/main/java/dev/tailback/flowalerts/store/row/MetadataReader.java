package dev.tailback.flowalerts.store.row;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.SpanEvent;
import dev.tailback.flowalerts.spans.SpanKind;
import dev.tailback.flowalerts.spans.SpanLink;
import dev.tailback.flowalerts.spans.SpanStatus;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link MetadataWriter} wrote; spans of one resource share it. */
public final class MetadataReader {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Resource, Resource> resources = new HashMap<>();

    public Metadata read(String service, String text) {
        JsonNode json = JSON.readTree(text);
        Resource resource = new Resource(service, attributes(json.path("resource")));
        JsonNode scope = json.path("scope");
        return new Metadata(
                SpanKind.valueOf(json.path("kind").asString().toUpperCase(Locale.ROOT)),
                SpanStatus.valueOf(json.path("status").asString().toUpperCase(Locale.ROOT)),
                json.path("message").asString(""),
                json.path("start_nanos").asLong(0),
                attributes(json.path("attributes")),
                json.path("events").valueStream().map(MetadataReader::event).toList(),
                json.path("links").valueStream().map(MetadataReader::link).toList(),
                new Scope(scope.path("name").asString(""), scope.path("version").asString("")),
                resources.computeIfAbsent(resource, same -> same));
    }

    private static SpanEvent event(JsonNode event) {
        return new SpanEvent(
                event.path("unix_nano").asLong(), event.path("name").asString(), attributes(event.path("attributes")));
    }

    private static SpanLink link(JsonNode link) {
        String[] ids = link.asString().split("/", 2);
        return new SpanLink(TraceId.parse(ids[0]).orElseThrow(), HexFormat.fromHexDigitsToLong(ids[1]));
    }

    private static Attributes attributes(JsonNode object) {
        return Attributes.of(map(object));
    }

    private static Map<String, Object> map(JsonNode object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.propertyStream().forEach(field -> map.put(field.getKey(), value(field.getValue())));
        return map;
    }

    private static Object value(JsonNode node) {
        if (node.isString()) {
            return node.asString();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isArray()) {
            return List.copyOf(node.valueStream().map(MetadataReader::value).toList());
        }
        if (node.isObject()) {
            return map(node);
        }
        // PostgreSQL writes a number of 300 digits as such, which is a double all the same.
        return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.asLong() : (Object) node.asDouble();
    }
}
