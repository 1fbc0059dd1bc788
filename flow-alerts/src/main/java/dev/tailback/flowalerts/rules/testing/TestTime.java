package dev.tailback.flowalerts.rules.testing;

import dev.tailback.flowalerts.rules.yaml.Durations;
import java.time.Duration;
import java.time.Instant;

/** A test's time counts from its start, which is the same for all: so do the ids of incidents. */
final class TestTime {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond()
            * Duration.ofSeconds(1).toNanos();

    private TestTime() {}

    static long nanos(Duration sinceStart) {
        return START + sinceStart.toNanos();
    }

    static String text(long nanos) {
        long since = nanos - START;
        return (since < 0 ? "-" : "") + Durations.text(Duration.ofNanos(Math.abs(since)));
    }
}
