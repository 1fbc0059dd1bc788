package dev.tailback.lab.payments;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** JSON in snake_case; what is absent is left out. A name that comes twice is a mistake of whoever wrote it. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    static String compact(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A field that is not known is refused. */
    static <T> T read(String json, Class<T> type) {
        T value = MAPPER.readerFor(type)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(json);
        if (value == null) {
            throw MismatchedInputException.from(null, type, "a JSON object is allowed, but got null");
        }
        return value;
    }

    static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }
}
