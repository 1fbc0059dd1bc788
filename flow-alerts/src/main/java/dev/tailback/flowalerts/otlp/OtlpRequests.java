package dev.tailback.flowalerts.otlp;

/**
 * What came to the OTLP port.
 *
 * @param refused answered with 4xx or 5xx, whatever they carried
 * @param rejectedSpans that were sent but could not be kept, for want of an id or a time
 */
public record OtlpRequests(long traces, long metrics, long logs, long refused, long rejectedSpans) {}
