package dev.tailback.stage.database;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Limits how often something is done for each of a bounded number of names. */
final class Turns {
    private final Duration apart;
    private final int most;
    private final Map<String, Long> last = new ConcurrentHashMap<>();

    Turns(Duration apart, int most) {
        this.apart = apart;
        this.most = most;
    }

    /** True for one who asks, however many do so at once; never for a name that there is no room for. */
    boolean take(String name, long nanoTime) {
        Long before = last.get(name);
        if (before == null) {
            return last.size() < most && last.putIfAbsent(name, nanoTime) == null;
        }
        return nanoTime - before >= apart.toNanos() && last.replace(name, before, nanoTime);
    }
}
