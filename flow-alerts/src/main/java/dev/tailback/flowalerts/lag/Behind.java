package dev.tailback.flowalerts.lag;

import org.jspecify.annotations.Nullable;

/**
 * How far behind a committed offset is.
 *
 * @param records to read; where compaction left a gap at the beginning, without it
 * @param seconds the age of the oldest of them; 0 only when there is none
 * @param lost records that retention deleted before they were read
 */
record Behind(long records, double seconds, long lost) {
    // Whoever has something to read is behind by some time, whatever the clocks say.
    private static final double LEAST_SECONDS = 0.001;

    /** @param unread from where reading begins on; null when it was not looked at */
    static Behind of(long committed, Ends ends, @Nullable Unread unread, Written written, long nowMillis) {
        long lost = Math.max(0, ends.earliest() - committed);
        long first = first(ends.from(committed), unread);
        long records = Math.max(0, ends.latest() - first);
        if (records == 0) {
            return new Behind(0, 0, lost);
        }
        long stamp = unread instanceof Unread.Found found ? found.writtenMillis() : -1;
        // A stamp of the future is of a clock that goes wrong: when the end was seen there is nearer the truth.
        long writtenMillis = stamp >= 0 && stamp <= nowMillis ? stamp : written.millisOf(first);
        return new Behind(records, Math.max(LEAST_SECONDS, (nowMillis - writtenMillis) / 1000.0), lost);
    }

    private static long first(long from, @Nullable Unread unread) {
        return switch (unread) {
            case null -> from;
            case Unread.Found found -> Math.max(from, found.offset());
            case Unread.Nothing nothing -> Math.max(from, nothing.upTo());
        };
    }
}
