package dev.tailback.flowalerts.spans;

/** The part a span plays between processes. */
public enum SpanKind {
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
}
