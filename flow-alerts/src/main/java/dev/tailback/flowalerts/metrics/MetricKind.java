package dev.tailback.flowalerts.metrics;

/** What a metric is, by OTLP's names. */
public enum MetricKind {
    GAUGE,
    SUM,
    HISTOGRAM,
    EXPONENTIAL_HISTOGRAM,
    SUMMARY
}
