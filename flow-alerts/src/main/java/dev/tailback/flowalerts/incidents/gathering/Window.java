package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.incidents.Incident;
import java.time.Instant;

/**
 * The time that an incident is about, and the time before, by which it is judged what is unusual.
 *
 * @param beforeFrom no later than {@code from}
 * @param first when its first signal came
 * @param settled until when it had to be that what is behind it was there: later somebody may have repaired it
 */
record Window(long beforeFrom, long from, long first, long settled, long to) {
    private static final long SECOND = 1_000_000_000L;
    // Causes come before what they cause.
    private static final long LEAD = 20 * SECOND;
    private static final long FURTHEST_BACK = 900 * SECOND;
    private static final long BEFORE = 600 * SECOND;
    // What began with the incident is not to be taken for usual.
    private static final long LEAST_BEFORE = 10 * SECOND;
    private static final long SETTLES = 30 * SECOND;
    // Later than this the trouble itself has not changed, and what came after it says nothing.
    private static final long LONGEST = 900 * SECOND;

    /** @param earliest before which nothing is remembered */
    static Window of(Incident incident, long earliest, long now) {
        long since = nanos(incident.since());
        long first = incident.file().stages().stream()
                .flatMap(stage -> stage.signals().stream())
                .mapToLong(signal -> nanos(signal.at()))
                .min()
                .orElse(since);
        long from = Math.max(Math.min(first, since) - LEAD, since - FURTHEST_BACK);
        Instant ended = incident.endedAt();
        long to = Math.max(from + SECOND, ended == null ? now : Math.min(now, nanos(ended)));
        long end = Math.min(to, since + LONGEST);
        return new Window(
                Math.min(from, Math.max(earliest, from - BEFORE)),
                from,
                Math.max(from, Math.min(first, since)),
                Math.min(end, since + SETTLES),
                end);
    }

    boolean isBeforeKnown() {
        return from - beforeFrom >= LEAST_BEFORE;
    }

    static long nanos(Instant at) {
        return at.getEpochSecond() * SECOND + at.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }
}
