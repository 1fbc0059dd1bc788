package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.rules.core.engine.Router;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where what comes by one partition of signals goes, and how far time has passed in that partition. For one thread. */
final class Routes {
    private final int source;
    private final int shares;
    private RulesNow rules = RulesNow.NONE;
    private Router router = new Router(List.of(), 1);
    private long latest = Batch.UNKNOWN;
    private long seen;

    Routes(int source, int shares) {
        this.source = source;
        this.shares = shares;
    }

    /** What each share gets of it; one that it does not concern gets nothing. */
    Map<Integer, Batch> divide(Batch batch, RulesNow now, long nowNanos) {
        if (now.edition() != rules.edition()) {
            rules = now;
            router = new Router(now.rules(), shares);
        }
        latest = Math.max(latest, batch.latestNanos());
        seen = nowNanos;
        Map<Integer, List<Signal>> divided = new TreeMap<>();
        for (Signal signal : batch.signals()) {
            router.route(signal).stream()
                    .forEach(share -> divided.computeIfAbsent(share, s -> new ArrayList<>())
                            .add(signal));
        }
        Map<Integer, Batch> batches = new TreeMap<>();
        divided.forEach((share, signals) -> batches.put(share, new Batch(source, latest, seen, nowNanos, signals)));
        return batches;
    }

    /** That time has passed, for any share: one to which nothing comes must know that nothing will. */
    Batch time(long nowNanos) {
        return new Batch(source, latest, seen, nowNanos, List.of());
    }
}
