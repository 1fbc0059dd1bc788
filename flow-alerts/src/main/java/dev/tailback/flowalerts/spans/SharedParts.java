package dev.tailback.flowalerts.spans;

import java.util.IdentityHashMap;
import java.util.Map;

/** What the stored spans share with one another. Its bytes count once, however many spans hold it. */
final class SharedParts {
    private final Map<Object, Integer> holders = new IdentityHashMap<>();

    /** By how much the heap grows with this span's shared parts. */
    int hold(Span span) {
        return hold(span.resource(), span.resource().bytes())
                + hold(span.scope(), span.scope().bytes());
    }

    /** By how much the heap shrinks when this span goes. */
    int release(Span span) {
        return release(span.resource(), span.resource().bytes())
                + release(span.scope(), span.scope().bytes());
    }

    private int hold(Object part, int bytes) {
        return holders.merge(part, 1, Integer::sum) == 1 ? bytes : 0;
    }

    private int release(Object part, int bytes) {
        return holders.computeIfPresent(part, (held, count) -> count == 1 ? null : count - 1) == null ? bytes : 0;
    }
}
