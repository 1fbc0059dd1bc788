package dev.tailback.lab.processes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/** When a part that died is started again: soon at first, then later and later, and at last no more. */
final class Revival {
    static final int MOST = 5;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final ArrayDeque<Long> tries = new ArrayDeque<>();

    /** How long after its death; empty when it was tried too often of late. */
    Optional<Duration> pause(long nowNanos) {
        tries.removeIf(tried -> nowNanos - tried > WITHIN.toNanos());
        if (tries.size() >= MOST) {
            return Optional.empty();
        }
        Duration doubled = FIRST.multipliedBy(1L << tries.size());
        return Optional.of(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
    }

    void tried(long nowNanos) {
        tries.add(nowNanos);
    }

    /** Somebody looked after it. */
    void forget() {
        tries.clear();
    }
}
