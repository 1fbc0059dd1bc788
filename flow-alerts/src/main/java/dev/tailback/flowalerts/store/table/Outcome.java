package dev.tailback.flowalerts.store.table;

import java.util.Locale;

/** What decides how long a span is kept, and in which table it lies. */
public enum Outcome {
    SUCCESSFUL,
    FAILED;

    public static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
