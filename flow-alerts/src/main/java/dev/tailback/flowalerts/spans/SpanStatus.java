package dev.tailback.flowalerts.spans;

/** How a span ended, as far as its sender said. */
public enum SpanStatus {
    UNSET,
    OK,
    ERROR
}
