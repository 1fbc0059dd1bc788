package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanEvent;
import dev.tailback.flowalerts.spans.SpanLink;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Spans as OTLP has them in JSON: ids in hex, 64-bit integers as text, enums as numbers, names in camelCase. */
final class OtlpJson {
    private static final HexFormat HEX = HexFormat.of();

    private OtlpJson() {}

    /** An ExportTraceServiceRequest, which is what {@code /v1/traces} takes and what a Collector writes into a line. */
    static Map<String, Object> request(List<Span> spans) {
        LinkedHashMap<Resource, LinkedHashMap<Scope, List<Span>>> byResource = spans.stream()
                .collect(Collectors.groupingBy(
                        Span::resource,
                        LinkedHashMap::new,
                        Collectors.groupingBy(Span::scope, LinkedHashMap::new, Collectors.toList())));
        List<Map<String, Object>> resources = new ArrayList<>();
        byResource.forEach((resource, byScope) -> {
            List<Map<String, Object>> scopes = new ArrayList<>();
            byScope.forEach((scope, ofScope) -> scopes.add(Map.of(
                    "scope", scope(scope),
                    "spans", ofScope.stream().map(OtlpJson::span).toList())));
            resources.add(Map.of("resource", resource(resource), "scopeSpans", scopes));
        });
        return Map.of("resourceSpans", resources);
    }

    static Map<String, Object> resource(Resource resource) {
        return Map.of("attributes", attributes(resource.attributes()));
    }

    static Map<String, Object> scope(Scope scope) {
        return Map.of("name", scope.name(), "version", scope.version());
    }

    private static Map<String, Object> span(Span span) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("traceId", span.traceId().toString());
        json.put("spanId", HEX.toHexDigits(span.spanId()));
        if (!span.isRoot()) {
            json.put("parentSpanId", HEX.toHexDigits(span.parentSpanId()));
        }
        json.put("name", span.name());
        json.put("kind", kind(span));
        json.put("startTimeUnixNano", String.valueOf(span.startUnixNano()));
        json.put("endTimeUnixNano", String.valueOf(span.endUnixNano()));
        json.put("attributes", attributes(span.attributes()));
        json.put("events", span.events().stream().map(OtlpJson::event).toList());
        json.put("links", span.links().stream().map(OtlpJson::link).toList());
        json.put("status", status(span));
        return json;
    }

    private static int kind(Span span) {
        return switch (span.kind()) {
            case INTERNAL -> 1;
            case SERVER -> 2;
            case CLIENT -> 3;
            case PRODUCER -> 4;
            case CONSUMER -> 5;
        };
    }

    private static Map<String, Object> status(Span span) {
        int code = switch (span.status()) {
            case UNSET -> 0;
            case OK -> 1;
            case ERROR -> 2;
        };
        return span.statusMessage().isEmpty()
                ? Map.of("code", code)
                : Map.of("code", code, "message", span.statusMessage());
    }

    private static Map<String, Object> event(SpanEvent event) {
        return Map.of(
                "timeUnixNano", String.valueOf(event.unixNano()),
                "name", event.name(),
                "attributes", attributes(event.attributes()));
    }

    private static Map<String, Object> link(SpanLink link) {
        return Map.of("traceId", link.traceId().toString(), "spanId", HEX.toHexDigits(link.spanId()));
    }

    static List<Map<String, Object>> attributes(Attributes attributes) {
        return keyValues(attributes.asMap());
    }

    private static List<Map<String, Object>> keyValues(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> Map.of("key", entry.getKey(), "value", value(entry.getValue())))
                .toList();
    }

    static Map<String, Object> value(Object value) {
        return switch (value) {
            case Boolean flag -> Map.of("boolValue", flag);
            case Long whole -> Map.of("intValue", String.valueOf(whole));
            case Double number -> Map.of("doubleValue", number);
            case List<?> list ->
                Map.of(
                        "arrayValue",
                        Map.of("values", list.stream().map(OtlpJson::value).toList()));
            case Map<?, ?> map -> Map.of("kvlistValue", Map.of("values", keyValues(map)));
            default -> Map.of("stringValue", value.toString());
        };
    }
}
