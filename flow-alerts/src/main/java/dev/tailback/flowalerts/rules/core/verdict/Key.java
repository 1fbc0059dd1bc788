package dev.tailback.flowalerts.rules.core.verdict;

import java.util.List;

/** The values of the attributes of a rule's {@code by}, as text. */
public record Key(List<String> values) {
    public Key {
        values = List.copyOf(values);
    }

    @Override
    public String toString() {
        return String.join(",", values);
    }
}
