package dev.tailback.flowalerts.rules.core.reference;

import dev.tailback.flowalerts.rules.core.model.Expression;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as the Java that makes them, to be pasted into a test. */
public final class Pasted {
    private Pasted() {}

    public static String java(Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case Long number -> number + "L";
            case Duration duration -> "Duration.ofMillis(" + duration.toMillis() + ")";
            case Expression expression -> "new Expression(" + java(expression.pattern()) + ")";
            case Enum<?> constant -> constant.getDeclaringClass().getSimpleName() + "." + constant.name();
            case Collection<?> all ->
                all.stream().map(Pasted::java).collect(Collectors.joining(",\n        ", "List.of(", ")"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> java(entry.getKey()) + ", " + java(entry.getValue()))
                        .collect(Collectors.joining(", ", "Map.of(", ")"));
            case Record made -> made(made);
            default -> value.toString();
        };
    }

    private static String made(Record made) {
        Class<? extends Record> type = made.getClass();
        Class<?> outer = type.getEnclosingClass();
        StringBuilder parts = new StringBuilder();
        for (RecordComponent component : type.getRecordComponents()) {
            parts.append(parts.isEmpty() ? "" : ", ").append(java(value(made, component)));
        }
        return "new %s%s(%s)".formatted(outer == null ? "" : outer.getSimpleName() + ".", type.getSimpleName(), parts);
    }

    private static Object value(Record made, RecordComponent component) {
        try {
            return component.getAccessor().invoke(made);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("reading " + component, failure);
        }
    }
}
