package dev.tailback.flowalerts.tape;

import dev.tailback.flowalerts.logs.LogLine;
import dev.tailback.flowalerts.metrics.MetricPoint;
import java.time.Clock;

/** Of spans there is none: those are kept in a database. */
public record Tapes(Tape<MetricPoint> points, Tape<LogLine> lines) {
    /** @param maxBytes of each */
    public static Tapes of(long maxBytes, Clock clock) {
        return new Tapes(new Tape<>(maxBytes, MetricPoint::bytes, clock), new Tape<>(maxBytes, LogLine::bytes, clock));
    }
}
