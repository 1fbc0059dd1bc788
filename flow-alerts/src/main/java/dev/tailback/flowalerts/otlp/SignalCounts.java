package dev.tailback.flowalerts.otlp;

/**
 * What came of a signal, by whatever way.
 *
 * @param requests that were taken
 * @param items spans, data points or log records that were taken with them
 * @param rejected items that could not be kept, such as spans without an id
 * @param attributesLeftOut beyond the number that is kept of each item
 */
public record SignalCounts(long requests, long items, long rejected, long attributesLeftOut) {}
