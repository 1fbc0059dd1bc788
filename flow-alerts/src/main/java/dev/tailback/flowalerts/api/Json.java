package dev.tailback.flowalerts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tailback.flowalerts.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** How this API writes JSON: snake_case, and what is not there is left out. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    static Answer ok(Object value) {
        return answer(200, "application/json", Map.of(), value);
    }

    static Answer answer(int status, String contentType, Map<String, String> headers, Object value) {
        HashMap<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", contentType);
        all.put("Cache-Control", "no-store");
        return new Answer(status, all, text(value).getBytes(StandardCharsets.UTF_8));
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
