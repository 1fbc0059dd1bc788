package dev.tailback.flowalerts.otlp;

/**
 * What came to the OTLP port.
 *
 * @param refused answered with 4xx or 5xx, whatever they carried
 */
public record OtlpRequests(long traces, long metrics, long logs, long refused) {}
