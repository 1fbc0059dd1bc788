package dev.tailback.flowalerts.rules.core.signal;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The named values of a signal: its attributes, those of its resource, and what a signal has by its kind.
 *
 * <p>A span has {@code name}, {@code kind} (such as {@code CLIENT}), {@code status} ({@code UNSET}, {@code OK},
 * {@code ERROR}), {@code duration} (nanoseconds, a Long), {@code trace.id}, {@code span.id}; a metric point {@code metric}
 * (its name), {@code value}, {@code unit}; a log line {@code body}, {@code severity} (OTLP's number),
 * {@code severity.text}, {@code event.name}, {@code trace.id}. All have {@code service.name}. An attribute of the signal
 * hides one of its resource; what a signal has by its kind hides both.
 *
 * <p>A value is a String, Long, Double, Boolean, or a List of them.
 */
public interface Fields {
    /** Null when there is none of that name. */
    @Nullable
    Object get(String name);

    /** Each once, in any order. */
    void forEach(BiConsumer<String, Object> action);
}
