package dev.tailback.flowalerts.store;

import java.util.Locale;

/** What decides how long a span is kept, and in which table it lies. */
enum Outcome {
    SUCCESSFUL,
    FAILED;

    static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
