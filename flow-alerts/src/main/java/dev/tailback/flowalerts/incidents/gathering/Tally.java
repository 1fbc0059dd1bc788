package dev.tailback.flowalerts.incidents.gathering;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What spans of a few seconds add up to. Its maps are bounded: what has no room is counted in none of them. */
final class Tally {
    private static final int MOST = 100;

    static final class OfTable {
        int statements;
        int slow;
        int scans;
        int slowWrites;
        int sleeping;
        double millis;
        final Set<String> missing = new TreeSet<>();

        void add(OfTable other) {
            statements += other.statements;
            slow += other.slow;
            scans += other.scans;
            slowWrites += other.slowWrites;
            sleeping += other.sleeping;
            millis += other.millis;
            missing.addAll(other.missing);
        }
    }

    static final class OfPool {
        int max;
        int active;
        int exhausted;
        int looks;
        double working;

        void add(OfPool other) {
            max = other.max == 0 ? max : other.max;
            active = Math.max(active, other.active);
            exhausted += other.exhausted;
            looks += other.looks;
            working += other.working;
        }
    }

    static final class OfCall {
        int count;
        int slow;
        int failed;
        double millis;

        void add(OfCall other) {
            count += other.count;
            slow += other.slow;
            failed += other.failed;
            millis += other.millis;
        }
    }

    static final class Count {
        int count;

        void add(Count other) {
            count += other.count;
        }
    }

    /** A service and what of it. */
    record Of(String service, String name) {}

    final Map<Of, OfTable> tables = new HashMap<>();
    final Map<String, OfPool> pools = new HashMap<>();
    final Map<Of, OfCall> calls = new HashMap<>();
    final Map<String, Count> deadLetters = new HashMap<>();
    int failedSends;
    int lostConnections;
    int lockFailures;

    String lost = "";

    int ended;
    int failed;
    int late;
    int arrivals;
    int again;

    static <K, V> @Nullable V of(Map<K, V> map, K key, Supplier<V> fresh) {
        V known = map.get(key);
        if (known != null || map.size() >= MOST) {
            return known;
        }
        V value = fresh.get();
        map.put(key, value);
        return value;
    }

    void add(Tally other) {
        other.tables.forEach((key, each) ->
                tables.computeIfAbsent(key, none -> new OfTable()).add(each));
        other.pools.forEach(
                (key, each) -> pools.computeIfAbsent(key, none -> new OfPool()).add(each));
        other.calls.forEach(
                (key, each) -> calls.computeIfAbsent(key, none -> new OfCall()).add(each));
        other.deadLetters.forEach((key, each) ->
                deadLetters.computeIfAbsent(key, none -> new Count()).add(each));
        failedSends += other.failedSends;
        lostConnections += other.lostConnections;
        lockFailures += other.lockFailures;
        lost = other.lost.isEmpty() ? lost : other.lost;
        ended += other.ended;
        failed += other.failed;
        late += other.late;
        arrivals += other.arrivals;
        again += other.again;
    }
}
