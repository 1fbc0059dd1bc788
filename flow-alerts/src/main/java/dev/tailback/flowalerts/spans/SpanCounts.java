package dev.tailback.flowalerts.spans;

/**
 * What became of the spans that were sent. {@code received == stored + evicted}: a span sent twice is received once.
 *
 * @param rejected spans that no store could keep, for want of an id or a time
 */
public record SpanCounts(long received, long stored, long evicted, long rejected, long capacity) {}
