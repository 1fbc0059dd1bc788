package dev.tailback.flowalerts.otlp;

/**
 * What came as OTLP.
 *
 * @param refused requests of which nothing was taken, whatever they carried
 * @param tooLarge of these, such as had too many bytes or items
 * @param turnedAway of these, such as there was no room for: their senders are to come again
 */
public record OtlpCounts(
        SignalCounts traces, SignalCounts metrics, SignalCounts logs, long refused, long tooLarge, long turnedAway) {}
