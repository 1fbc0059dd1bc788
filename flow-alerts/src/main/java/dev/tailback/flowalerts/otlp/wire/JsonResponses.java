package dev.tailback.flowalerts.otlp.wire;

import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes OTLP's responses, which have texts, 64-bit numbers and messages, as protobuf's JSON. */
final class JsonResponses {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonResponses() {}

    static byte[] write(Message response) {
        return JSON.writeValueAsString(map(response)).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> map(Message message) {
        Map<String, Object> map = new LinkedHashMap<>();
        message.getAllFields().forEach((field, value) -> map.put(field.getJsonName(), value(value)));
        return map;
    }

    private static Object value(Object value) {
        return value instanceof Message message ? map(message) : value.toString();
    }
}
