package dev.tailback.lab.doctor;

import java.util.List;
import java.util.stream.Collectors;

/** Whether PostgreSQL has room for every connection that the pools may ask for at the same time. */
final class ConnectionMath {
    // Flow-alerts: one that writes, two that read, its admin. Relay: replication, lead, heartbeat, reconciler. The
    // lab's own.
    static final int BESIDE_POOLS = 4 + 4 + 4;
    private static final double NEARLY_ALL = 0.9;

    private ConnectionMath() {}

    static Check check(List<PoolFacts> pools, int maxConnections, int reserved) {
        int wanted = pools.stream().mapToInt(PoolFacts::maximum).sum() + BESIDE_POOLS;
        int there = maxConnections - reserved;
        String sum = pools.stream()
                .map(pool -> pool.stage() + " " + pool.maximum())
                .collect(Collectors.joining(" + ", "", " + " + BESIDE_POOLS + " beside"));
        return Check.of(
                "connection math",
                Verdict.of(wanted, NEARLY_ALL * there, there),
                wanted,
                there,
                "%s = %d of %d connections (max_connections %d less %d reserved)"
                        .formatted(sum, wanted, there, maxConnections, reserved),
                "make pools smaller (DB_MAX_CONNECTIONS) or max_connections larger: who connects last is refused");
    }
}
