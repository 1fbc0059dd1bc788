package dev.tailback.lab.faults;

import dev.tailback.lab.terminal.WrittenDuration;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a fault wants to be told.
 *
 * @param usual what holds when nothing is said; null for what must be said
 * @param allowed as it is told to people
 */
public record Parameter(String name, @Nullable String usual, String allowed, Predicate<String> fits) {

    public static Parameter whole(String name, String usual, int lowest, int highest) {
        return new Parameter(
                name,
                usual,
                "a whole number from " + lowest + " to " + highest,
                value -> value.matches("\\d{1,9}")
                        && Integer.parseInt(value) >= lowest
                        && Integer.parseInt(value) <= highest);
    }

    public static Parameter duration(String name, String usual, Duration shortest, Duration longest) {
        return new Parameter(
                name,
                usual,
                "a duration from " + WrittenDuration.text(shortest) + " to " + WrittenDuration.text(longest),
                value -> WrittenDuration.parse(value)
                        .filter(duration -> duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0)
                        .isPresent());
    }

    public static Parameter oneOf(String name, @Nullable String usual, Collection<String> values) {
        return new Parameter(name, usual, "one of " + String.join(", ", values), List.copyOf(values)::contains);
    }

    public static Parameter someOf(String name, @Nullable String usual, Collection<String> values) {
        return new Parameter(
                name,
                usual,
                "one or more, with commas, of " + String.join(", ", values),
                value -> values.containsAll(List.of(value.split(",", -1))));
    }
}
