package dev.tailback.flowalerts.spans;

import dev.tailback.flowalerts.signals.Attributes;

/** Something that happened at one moment of a span, such as an exception. */
public record SpanEvent(long unixNano, String name, Attributes attributes) {
    private static final int OWN_BYTES = 48;

    int bytes() {
        return OWN_BYTES + attributes.bytes();
    }
}
