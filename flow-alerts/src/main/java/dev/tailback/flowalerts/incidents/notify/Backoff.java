package dev.tailback.flowalerts.incidents.notify;

import java.time.Duration;

/** How long to wait before a request is sent again: a second, then twice as long each time, a minute at most. */
final class Backoff {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;

    private Backoff() {}

    static Duration after(int failures) {
        Duration wait = Duration.ofSeconds(1L << Math.min(DOUBLINGS, Math.max(0, failures - 1)));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
