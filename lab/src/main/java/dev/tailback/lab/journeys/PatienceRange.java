package dev.tailback.lab.journeys;

import dev.tailback.lab.terminal.WrittenDuration;
import java.time.Duration;

/**
 * How long shoppers wait, each their own time between two. Where all wait equally long a queue that is as long serves
 * everybody just too late, which no crowd of people does.
 */
public record PatienceRange(Duration least, Duration most) {
    public static final String ALLOWED = "a duration such as 30s, or two such as 5s..60s; 100ms to 10m";

    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Less, and the catalog takes no checkout. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    public PatienceRange {
        if (least.compareTo(SHORTEST) < 0 || most.compareTo(LONGEST) > 0 || most.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "patience " + least.toMillis() + " ms to " + most.toMillis() + " ms is not allowed: " + ALLOWED);
        }
    }

    public static PatienceRange of(Duration everybody) {
        return new PatienceRange(everybody, everybody);
    }

    /** Throws an {@link IllegalArgumentException} for what is none. */
    public static PatienceRange of(String text) {
        String[] ends = text.split("\\.\\.", -1);
        if (ends.length > 2) {
            throw unclear(text);
        }
        return new PatienceRange(duration(ends[0], text), duration(ends[ends.length - 1], text));
    }

    private static Duration duration(String end, String text) {
        return WrittenDuration.parse(end).orElseThrow(() -> unclear(text));
    }

    private static IllegalArgumentException unclear(String text) {
        return new IllegalArgumentException("'" + text + "' is not allowed: " + ALLOWED);
    }

    /** @param draw from 0 to below 1 */
    Duration choose(double draw) {
        return least.plusNanos(Math.round(draw * most.minus(least).toNanos()));
    }
}
