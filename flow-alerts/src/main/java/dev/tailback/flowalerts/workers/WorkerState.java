package dev.tailback.flowalerts.workers;

import org.jspecify.annotations.Nullable;

/**
 * How a worker is.
 *
 * @param state {@code works}; {@code failing} for a minute after a failure; {@code ended}, which none should
 * @param failures that nobody had foreseen, after each of which it began again
 */
public record WorkerState(
        String name, String state, long failures, @Nullable String lastFailure) {
    static final String WORKS = "works";
    static final String FAILING = "failing";
    static final String ENDED = "ended";

    public boolean works() {
        return state.equals(WORKS);
    }

    public boolean hasEnded() {
        return state.equals(ENDED);
    }

    /** For people. */
    public String sentence() {
        return "%s %s, after %d failures, the last: %s".formatted(name, state, failures, lastFailure);
    }
}
