package dev.tailback.flowalerts.rules.core.signal;

/**
 * A span, a metric point or a log line.
 *
 * <p>Two signals of the same kind, time and id are the same one, sent twice. A span's id is its trace id (high, low) and its
 * span id; the id of a metric point is a hash of its series (high, low) and 0; that of a log line a hash of all that it
 * says and its span id.
 *
 * @param timeNanos since the epoch: a span's end, a point's time, when a line was written
 * @param name of the span or the metric; of a log line its event name
 */
public record Signal(
        SignalKind kind, long timeNanos, long idHigh, long idLow, long spanId, String name, Fields fields) {}
