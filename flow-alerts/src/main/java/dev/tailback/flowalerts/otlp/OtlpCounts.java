package dev.tailback.flowalerts.otlp;

/**
 * What came as OTLP.
 *
 * @param refused requests of which nothing was taken, whatever they carried
 */
public record OtlpCounts(SignalCounts traces, SignalCounts metrics, SignalCounts logs, long refused) {}
