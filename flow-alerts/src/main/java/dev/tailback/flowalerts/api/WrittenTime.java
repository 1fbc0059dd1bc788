package dev.tailback.flowalerts.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times and durations as the API writes them. */
final class WrittenTime {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final double NANOS_PER_MILLI = 1_000_000;

    /** RFC 3339, always with nine digits, so that the text sorts like the time. */
    private static final DateTimeFormatter NANOS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private WrittenTime() {}

    static String rfc3339(long unixNano) {
        return NANOS.format(Instant.ofEpochSecond(unixNano / NANOS_PER_SECOND, unixNano % NANOS_PER_SECOND));
    }

    static double millis(long nanos) {
        return nanos / NANOS_PER_MILLI;
    }
}
