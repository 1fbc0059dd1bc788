package dev.tailback.lab.scenario.run;

import java.time.Duration;
import java.time.Instant;

/** Which minute of the demo a moment is in, as the stages count it. */
public record DemoTime(Instant start, double speed) {
    private static final double MILLIS = 60_000;

    /** A whole second, since the stages are told seconds; so far ahead that they can be told. */
    static DemoTime startingSoon(Instant now, double speed) {
        return new DemoTime(Instant.ofEpochSecond(now.getEpochSecond() + 2), speed);
    }

    public double minute(Instant at) {
        return Duration.between(start, at).toMillis() / MILLIS * speed;
    }

    Instant at(double minute) {
        return start.plusMillis(Math.round(minute / speed * MILLIS));
    }
}
