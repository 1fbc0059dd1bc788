package dev.tailback.lab.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Wrong tokens of the last minute. After {@value #MOST_OF_ONE} of an address, or {@value #MOST} in all, none is looked at
 * any more, a right one neither: who guesses learns nothing.
 */
final class Attempts {
    static final int MOST_OF_ONE = 5;
    static final int MOST = 60;
    static final Duration KEPT = Duration.ofMinutes(1);

    private final Deque<Wrong> wrongs = new ArrayDeque<>();

    private record Wrong(String address, Instant at) {}

    synchronized void note(String address, Instant now) {
        forget(now);
        if (wrongs.size() < MOST) {
            wrongs.addLast(new Wrong(address, now));
        }
    }

    synchronized boolean areTooMany(String address, Instant now) {
        forget(now);
        return wrongs.size() >= MOST
                || wrongs.stream()
                                .filter(wrong -> wrong.address().equals(address))
                                .count()
                        >= MOST_OF_ONE;
    }

    private void forget(Instant now) {
        while (!wrongs.isEmpty() && wrongs.getFirst().at().isBefore(now.minus(KEPT))) {
            wrongs.removeFirst();
        }
    }
}
