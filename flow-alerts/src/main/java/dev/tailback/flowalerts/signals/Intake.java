package dev.tailback.flowalerts.signals;

import java.time.Duration;

/** What a sink says to spans that it is handed: all of them are its own now, or none. */
public sealed interface Intake {
    Intake TAKEN = new Taken();

    static Intake full(Duration retryAfter) {
        return new Full(retryAfter);
    }

    record Taken() implements Intake {}

    /** @param retryAfter when there is probably room again */
    record Full(Duration retryAfter) implements Intake {}
}
