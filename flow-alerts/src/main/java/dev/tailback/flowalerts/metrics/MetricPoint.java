package dev.tailback.flowalerts.metrics;

import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;

/** One value of one series at one moment. */
public record MetricPoint(
        Resource resource,
        Scope scope,
        String name,
        String unit,
        MetricKind kind,
        Attributes attributes,
        long unixNano,
        MetricValue value) {
    private static final int OWN_BYTES = 250;

    Series series() {
        return new Series(resource, scope, name, attributes);
    }

    /** About what it takes of the heap, the entry of its series included; of what is shared, a share. */
    public int bytes() {
        return OWN_BYTES + attributes.bytes() + value.bytes();
    }

    /** What tells one series from another. */
    record Series(Resource resource, Scope scope, String name, Attributes attributes) {}
}
