package dev.tailback.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The demo clock over HTTP, at {@link #PATH}, of a process without Spring: what the stages take and tell. */
public final class DemoClockJson {
    public static final String PATH = "/admin/demo-clock";

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private DemoClockJson() {}

    private record Wanted(
            @Nullable String mode,
            @Nullable Long startTimestamp,
            @Nullable Double speed,
            @Nullable List<DemoRun.Phase> phases) {}

    public static String show(DemoClock clock) {
        return JSON.writeValueAsString(DemoClockView.of(clock));
    }

    /** @throws IllegalArgumentException with a sentence for whoever asked, if the body tells of no clock */
    public static void set(DemoClock clock, String body) {
        Wanted wanted = read(body);
        if (wanted == null || wanted.mode() == null) {
            throw new IllegalArgumentException("mode must be a scenario's name, or off, but was missing");
        }
        if (wanted.mode().equals(DemoRun.OFF)) {
            clock.use(null);
            return;
        }
        if (wanted.startTimestamp() == null) {
            throw new IllegalArgumentException("start_timestamp must be Unix seconds, but was missing");
        }
        clock.use(new DemoRun(
                wanted.mode(),
                wanted.startTimestamp(),
                wanted.speed() == null ? 1 : wanted.speed(),
                wanted.phases() == null ? List.of() : wanted.phases()));
    }

    private static @Nullable Wanted read(String body) {
        try {
            return JSON.readValue(body, Wanted.class);
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException(
                    "the body must be JSON with mode, start_timestamp, speed and phases: "
                            + unreadable.getOriginalMessage(),
                    unreadable);
        }
    }
}
