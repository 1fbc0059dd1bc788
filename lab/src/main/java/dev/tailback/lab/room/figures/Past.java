package dev.tailback.lab.room.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The readings of one process over the last minute, from which rates are worked out. */
public final class Past {
    static final Duration KEPT = Duration.ofSeconds(66);
    /** Readings come each second at most. */
    private static final int MOST = 80;

    private final Deque<Reading> readings = new ArrayDeque<>();

    public synchronized void add(Reading reading) {
        readings.addLast(reading);
        while (readings.size() > MOST
                || readings.getFirst().at().isBefore(reading.at().minus(KEPT))) {
            readings.removeFirst();
        }
    }

    public synchronized Optional<Reading> last() {
        return Optional.ofNullable(readings.peekLast());
    }

    /** By how much a counter grew in the last seconds; a process that began anew counts from 0. */
    public synchronized OptionalDouble growth(String name, int seconds) {
        List<Reading> window = window(seconds);
        if (window.size() < 2) {
            return OptionalDouble.empty();
        }
        double growth = 0;
        for (int each = 1; each < window.size(); each++) {
            double before = window.get(each - 1).count(name).orElse(0);
            double now = window.get(each).count(name).orElse(0);
            growth += now < before ? now : now - before;
        }
        return OptionalDouble.of(growth);
    }

    public synchronized OptionalDouble perSecond(String name, int seconds) {
        List<Reading> window = window(seconds);
        OptionalDouble growth = growth(name, seconds);
        return growth.isEmpty() ? growth : OptionalDouble.of(growth.getAsDouble() / length(window));
    }

    /** Of what was answered in the last seconds. */
    public synchronized OptionalDouble percentile(String kind, double percent, int seconds) {
        List<Reading> window = window(seconds);
        Waits all = Waits.NONE;
        for (int each = 1; each < window.size(); each++) {
            all = all.and(
                    window.get(each).waits(kind).since(window.get(each - 1).waits(kind)));
        }
        return all.percentile(percent);
    }

    private static double length(List<Reading> window) {
        return Math.max(
                0.001,
                Duration.between(window.getFirst().at(), window.getLast().at()).toMillis() / 1e3);
    }

    /** The last reading before them, too: growth needs a beginning. */
    private List<Reading> window(int seconds) {
        Reading last = readings.peekLast();
        if (last == null) {
            return List.of();
        }
        Instant from = last.at().minusSeconds(seconds).minusMillis(200);
        return readings.stream().filter(reading -> !reading.at().isBefore(from)).toList();
    }
}
