package dev.tailback.flowalerts.api;

import dev.tailback.flowalerts.rules.yaml.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What people say when they change something: a small object of texts, or nothing. */
final class ChangeBody {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST = 16 << 10;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTE = 1_000;
    private static final Duration LONGEST_TIME = Duration.ofDays(7);

    private final Map<String, Object> fields;

    private ChangeBody(Map<String, Object> fields) {
        this.fields = fields;
    }

    static ChangeBody read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw Problem.of("the body is larger than %d bytes; allowed: as many as that".formatted(LONGEST));
        }
        try {
            return new ChangeBody(
                    bytes.length == 0
                            ? Map.of()
                            : MAPPER.readValue(bytes, new TypeReference<Map<String, Object>>() {}));
        } catch (JacksonException wrong) {
            throw Problem.of(
                    "the body cannot be read: %s; allowed: a JSON object".formatted(wrong.getOriginalMessage()));
        }
    }

    void allow(String... names) {
        fields.keySet().stream()
                .filter(name -> !List.of(names).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.wrongValue("a field", name, String.join(", ", names));
                });
    }

    /** Who says it; nobody checks it, since whoever may do it has the token. */
    String by() {
        return text("by", "somebody", LONGEST_NAME);
    }

    String note() {
        return text("note", "", LONGEST_NOTE);
    }

    private String text(String name, String normally, int longest) {
        Object value = fields.getOrDefault(name, normally);
        if (!(value instanceof String text)
                || text.length() > longest
                || text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.wrongValue(
                    name, shown(value), "a text of %d characters at most, in one line".formatted(longest));
        }
        return text;
    }

    Duration time(String name, Duration normally) {
        Object value = fields.get(name);
        if (value == null) {
            return normally;
        }
        return Durations.parse(value.toString())
                .filter(time -> time.isPositive() && time.compareTo(LONGEST_TIME) <= 0)
                .orElseThrow(() -> Problem.wrongValue(name, shown(value), "a duration such as 10m, 7d at most"));
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
    }
}
