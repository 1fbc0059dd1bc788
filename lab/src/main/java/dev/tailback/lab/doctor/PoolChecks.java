package dev.tailback.lab.doctor;

import java.util.List;
import java.util.Locale;

/** How full the pools are at this moment. */
final class PoolChecks {
    private static final double WARN_PERCENT = 60;
    private static final double BAD_PERCENT = 80;

    private PoolChecks() {}

    static List<Check> checks(List<PoolFacts> pools) {
        return pools.stream().map(PoolChecks::check).toList();
    }

    private static Check check(PoolFacts pool) {
        double percent = pool.maximum() == 0 ? 0 : 100.0 * pool.active() / pool.maximum();
        return Check.of(
                "pool of " + pool.stage(),
                Verdict.of(percent, WARN_PERCENT, BAD_PERCENT),
                percent,
                BAD_PERCENT,
                String.format(
                        Locale.ROOT,
                        "%d of %d connections in use (%.0f %%), %d requests wait",
                        pool.active(),
                        pool.maximum(),
                        percent,
                        pool.waiting()),
                "look for what holds connections: ./tailback faults, and ./tailback spans --service " + pool.stage()
                        + " --min-duration 200ms");
    }
}
