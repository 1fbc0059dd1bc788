package dev.tailback.flowalerts.spans;

/** What became of the spans that were sent. {@code received == stored + evicted}: a span sent twice is received once. */
public record SpanCounts(long received, long stored, long evicted, long capacity) {}
