package dev.tailback.events.inbox;

import java.time.Duration;

/** Ever longer pauses, up to a limit. */
record Backoff(Duration first, Duration longest) {
    static final Backoff STANDARD = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    /** The pause after that many failed attempts, counted from 1. */
    Duration after(int attempts) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
