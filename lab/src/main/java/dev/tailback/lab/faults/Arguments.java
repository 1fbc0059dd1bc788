package dev.tailback.lab.faults;

import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.terminal.WrittenDuration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a fault was told, checked and complete. */
public record Arguments(Map<String, String> values) {
    public Arguments {
        values = Map.copyOf(values);
    }

    /** Throws a {@link BadRequest} that names the parameter, the value and what is allowed. */
    public static Arguments of(Manual manual, Map<String, String> given) {
        for (String name : given.keySet()) {
            if (!manual.parameterNames().contains(name)) {
                throw new BadRequest(
                        manual.parameters().isEmpty()
                                ? "%s takes no %s: it has no parameters".formatted(manual.fault(), name)
                                : "%s takes no %s; its parameters are %s"
                                        .formatted(manual.fault(), name, String.join(", ", manual.parameterNames())));
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter parameter : manual.parameters()) {
            values.put(parameter.name(), checked(manual, parameter, given.get(parameter.name())));
        }
        return new Arguments(values);
    }

    private static String checked(Manual manual, Parameter parameter, @Nullable String given) {
        String value = given == null ? parameter.usual() : given;
        if (value == null) {
            throw new BadRequest("%s needs %s=…: %s".formatted(manual.fault(), parameter.name(), parameter.allowed()));
        }
        if (!parameter.fits().test(value)) {
            throw new BadRequest("%s: %s=%s is not allowed: %s"
                    .formatted(manual.fault(), parameter.name(), value, parameter.allowed()));
        }
        return value;
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no parameter is called " + name + ", only " + values.keySet());
        }
        return value;
    }

    public int whole(String name) {
        return Integer.parseInt(text(name));
    }

    public Duration duration(String name) {
        return WrittenDuration.parse(text(name)).orElseThrow();
    }

    public List<String> list(String name) {
        return List.of(text(name).split(",", -1)).stream().distinct().toList();
    }
}
