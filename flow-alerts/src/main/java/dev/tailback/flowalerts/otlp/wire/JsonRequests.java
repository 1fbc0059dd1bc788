package dev.tailback.flowalerts.otlp.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads protobuf's JSON into any message, as OTLP has it: keys in lowerCamelCase, ids in hex, enums as numbers, fields of
 * unknown names passed over.
 */
public final class JsonRequests {
    // A message is two levels of JSON where it stands in a list.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2 * Limits.MAX_DEPTH)
                    .maxStringLength(Limits.MAX_UNPACKED)
                    .build())
            .build();

    // Of a name that is given twice nobody can tell which one the sender meant.
    private static final JsonFactory WITHOUT_DUPLICATES =
            JSON.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS = new ConcurrentHashMap<>();
    private static final Map<Descriptor, Set<String>> NAMES = new ConcurrentHashMap<>();

    private final JsonParser parser;

    private JsonRequests(JsonParser parser) {
        this.parser = parser;
    }

    public static void read(byte[] body, Message.Builder into) {
        String name = into.getDescriptorForType().getName();
        try (JsonParser parser = WITHOUT_DUPLICATES.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            new JsonRequests(parser).message(into, 1);
            if (parser.nextToken() != null) {
                throw Refusal.malformed("the body goes on after its " + name + "; allowed: one JSON object");
            }
        } catch (JacksonException wrong) {
            throw notJson(into.getDescriptorForType(), wrong);
        }
    }

    /**
     * Objects of the request count one each, what stands alone in a list an eighth. A name that OTLP does not know counts
     * too: the parser remembers it until the end.
     */
    public static int items(byte[] body, Descriptor type) {
        Set<String> names = NAMES.computeIfAbsent(type, JsonRequests::namesBelow);
        Items items = new Items();
        int depth = 0;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token == JsonToken.START_OBJECT ? 1 : token == JsonToken.END_OBJECT ? -1 : 0;
                demandAllowed(depth);
                if (token == JsonToken.START_OBJECT
                        || token == JsonToken.PROPERTY_NAME && !names.contains(parser.currentName())) {
                    items.add(1);
                } else if (token.isScalarValue() && parser.streamReadContext().inArray()) {
                    items.addScalars(1);
                }
            }
        } catch (JacksonException wrong) {
            throw notJson(type, wrong);
        }
        return items.count();
    }

    private static Set<String> namesBelow(Descriptor type) {
        LinkedHashSet<Descriptor> types = new LinkedHashSet<>(Set.of(type));
        Set<String> names = new HashSet<>();
        for (ArrayDeque<Descriptor> next = new ArrayDeque<>(types); !next.isEmpty(); ) {
            for (FieldDescriptor field : next.remove().getFields()) {
                names.add(field.getJsonName());
                if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && types.add(field.getMessageType())) {
                    next.add(field.getMessageType());
                }
            }
        }
        return names;
    }

    private static Refusal notJson(Descriptor type, JacksonException e) {
        return Refusal.malformed("the body is not an " + type.getName() + " in JSON: " + e.getOriginalMessage());
    }

    private void message(Message.Builder message, int depth) {
        Descriptor type = message.getDescriptorForType();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(type.getName(), "a JSON object");
        }
        demandAllowed(depth);
        Map<String, FieldDescriptor> fields = FIELDS.computeIfAbsent(type, JsonRequests::byJsonName);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            FieldDescriptor field = fields.get(parser.currentName());
            parser.nextToken();
            if (field == null || parser.currentToken() == JsonToken.VALUE_NULL) {
                parser.skipChildren();
            } else if (field.isRepeated()) {
                list(message, field, depth);
            } else {
                message.setField(field, value(message, field, depth));
            }
        }
    }

    private static void demandAllowed(int depth) {
        if (depth > Limits.MAX_DEPTH) {
            throw Refusal.malformed(
                    "messages lie deeper in one another than " + Limits.MAX_DEPTH + "; allowed: as deep as that");
        }
    }

    private static Map<String, FieldDescriptor> byJsonName(Descriptor type) {
        return type.getFields().stream().collect(Collectors.toMap(FieldDescriptor::getJsonName, Function.identity()));
    }

    private void list(Message.Builder message, FieldDescriptor field, int depth) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(field.getJsonName(), "a JSON array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            message.addRepeatedField(field, value(message, field, depth));
        }
    }

    private Object value(Message.Builder message, FieldDescriptor field, int depth) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return JsonScalars.value(parser, field);
        }
        Message.Builder inner = message.newBuilderForField(field);
        message(inner, depth + 1);
        return inner.build();
    }

    private Refusal wrong(String what, String allowed) {
        return Refusal.malformed("%s is %s; allowed: %s".formatted(what, parser.currentToken(), allowed));
    }
}
