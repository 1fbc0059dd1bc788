package dev.tailback.lab.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** JSON in snake_case; what is absent is left out, what is unknown is passed over. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    public static String compact(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static String pretty(Object value) {
        return MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** For what people write: a field that is not known is a mistake of theirs. */
    public static <T> T readKnown(String json, Class<T> type) {
        T value = MAPPER.readerFor(type)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .readValue(json);
        if (value == null) {
            throw MismatchedInputException.from(null, type, "a JSON object is allowed, but got null");
        }
        return value;
    }

    public static <T> T read(JsonNode json, Class<T> type) {
        return MAPPER.treeToValue(json, type);
    }

    /** For what is too large to be held as a tree. */
    public static JsonParser parser(String json) {
        return MAPPER.createParser(json);
    }

    /** As {@link #tree}, for what others write: a name that comes twice is a mistake of theirs. */
    public static JsonNode strictTree(String json) {
        return MAPPER.reader()
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .readTree(json);
    }

    public static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }
}
