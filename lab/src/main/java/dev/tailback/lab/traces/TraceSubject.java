package dev.tailback.lab.traces;

import java.util.UUID;

/** Whose trace is wanted. */
public sealed interface TraceSubject {
    record OfOrder(UUID order) implements TraceSubject {}

    /** Of anything that has one: an order, a recommendation, a burst of queries. */
    record OfId(String traceId) implements TraceSubject {}
}
