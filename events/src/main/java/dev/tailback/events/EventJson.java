package dev.tailback.events;

import java.time.DateTimeException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as JSON: snake_case, unknown fields ignored (a newer writer). Missing ones are refused, and so are those that
 * stand there twice and numbers that would have to be rounded.
 */
public final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private EventJson() {}

    public static String typeOf(Event event) {
        return EventTypes.nameOf(event.getClass());
    }

    public static String write(Event event) {
        return MAPPER.writeValueAsString(event);
    }

    public static Event read(String type, byte[] json) {
        Class<?> form = EventTypes.named(type);
        try {
            Object read = MAPPER.readValue(json, form);
            if (read instanceof EventTypes.Older older) {
                return current(type, older);
            }
            if (read instanceof Event event) {
                return event;
            }
            throw new Undecodable("a " + type + " that is null");
        } catch (JacksonException unreadable) {
            throw new Undecodable(
                    "not a " + type + where(unreadable) + ": " + unreadable.getOriginalMessage(), unreadable);
        }
    }

    private static Event current(String type, EventTypes.Older older) {
        try {
            return older.current();
        } catch (IllegalArgumentException | DateTimeException unfit) {
            throw new Undecodable("not a " + type + ": " + unfit.getMessage(), unfit);
        }
    }

    private static String where(JacksonException unreadable) {
        return unreadable instanceof DatabindException misfit
                        && !misfit.getPath().isEmpty()
                ? " at " + JsonPath.of(misfit)
                : "";
    }
}
