package dev.tailback.flowalerts.signals;

import java.util.IdentityHashMap;
import java.util.Map;

/** What stored signals share with one another. Its bytes count once, however many hold it. */
public final class SharedParts {
    private final Map<Object, Integer> holders = new IdentityHashMap<>();

    /** By how much the heap grows with one more that holds them. */
    public int hold(Resource resource, Scope scope) {
        return hold(resource, resource.bytes()) + hold(scope, scope.bytes());
    }

    /** By how much the heap shrinks with one fewer that holds them. */
    public int release(Resource resource, Scope scope) {
        return release(resource, resource.bytes()) + release(scope, scope.bytes());
    }

    private int hold(Object part, int bytes) {
        return holders.merge(part, 1, Integer::sum) == 1 ? bytes : 0;
    }

    private int release(Object part, int bytes) {
        return holders.computeIfPresent(part, (held, count) -> count == 1 ? null : count - 1) == null ? bytes : 0;
    }
}
