package dev.tailback.flowalerts.logs;

/** What became of the log records that were sent: {@code received == stored + evicted}. */
public record LogCounts(long received, long stored, long evicted, long capacity) {}
