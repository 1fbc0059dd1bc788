package dev.tailback.flowalerts.otlp.decoding;

import com.google.protobuf.ByteString;
import dev.tailback.flowalerts.otlp.wire.Cut;
import dev.tailback.flowalerts.otlp.wire.Limits;
import dev.tailback.flowalerts.otlp.wire.Refusal;
import dev.tailback.flowalerts.signals.Attributes;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the attributes of one request and cuts what is out of proportion. */
final class AttributeDecoder {
    private static final int MAX_DEPTH = 4;

    private final Shared shared;
    private int leftOut;

    AttributeDecoder(Shared shared) {
        this.shared = shared;
    }

    /** How many were left out until now. */
    int leftOut() {
        return leftOut;
    }

    Attributes decode(List<KeyValue> attributes) {
        return attributes.isEmpty() ? Attributes.NONE : Attributes.of(map(attributes, 1));
    }

    /** A value that stands alone, such as the body of a log record. */
    Object decode(AnyValue value) {
        return value(value, 1);
    }

    private Map<String, Object> map(List<KeyValue> attributes, int depth) {
        if (attributes.size() > Limits.MAX_ATTRIBUTES_SENT) {
            throw Refusal.malformed("one thing has " + attributes.size() + " attributes, the first is '"
                    + Cut.text(attributes.getFirst().getKey()) + "'; allowed: " + Limits.MAX_ATTRIBUTES_SENT);
        }
        leftOut += Math.max(0, attributes.size() - Limits.MAX_ATTRIBUTES);
        Map<String, Object> map = new LinkedHashMap<>();
        attributes.stream()
                .limit(Limits.MAX_ATTRIBUTES)
                .forEach(attribute -> map.put(shared.text(attribute.getKey()), value(attribute.getValue(), depth)));
        return map;
    }

    private Object value(AnyValue value, int depth) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> Cut.text(value.getStringValue());
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case BYTES_VALUE -> bytes(value.getBytesValue());
            case ARRAY_VALUE ->
                depth > MAX_DEPTH ? Cut.ELLIPSIS : list(value.getArrayValue().getValuesList(), depth + 1);
            case KVLIST_VALUE ->
                depth > MAX_DEPTH ? Cut.ELLIPSIS : map(value.getKvlistValue().getValuesList(), depth + 1);
            // The string table, which the second refers to, is a thing of profiles: no other signal has it.
            case VALUE_NOT_SET, STRING_VALUE_STRINDEX -> "";
        };
    }

    private List<Object> list(List<AnyValue> values, int depth) {
        return values.stream()
                .limit(Limits.MAX_ATTRIBUTES)
                .map(value -> value(value, depth))
                .toList();
    }

    private static String bytes(ByteString bytes) {
        ByteString kept = bytes.substring(0, Math.min(bytes.size(), Cut.MAX_TEXT));
        String text = Base64.getEncoder().encodeToString(kept.toByteArray());
        return kept.size() == bytes.size() ? text : text + Cut.ELLIPSIS;
    }
}
