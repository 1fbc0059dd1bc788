package dev.tailback.flowalerts.rules.recordings;

/** A time of a recording, in nanoseconds since the epoch; from the first of them up to the last, that one not included. */
public record Stretch(long fromNanos, long toNanos) {
    public static final Stretch ALL = new Stretch(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean has(long nanos) {
        return nanos >= fromNanos && nanos < toNanos;
    }
}
