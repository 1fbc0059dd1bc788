package dev.tailback.flowalerts.incidents.notify;

import org.jspecify.annotations.Nullable;

/**
 * How somebody who is told gets on.
 *
 * @param host of its address; the rest may be a secret
 * @param sent requests that were taken
 * @param failures requests that were not, and were tried again
 * @param dropped what nobody will hear of: refused, too old, or no room
 * @param lastFailure absent since the last request that was taken
 */
public record DestinationState(
        String kind,
        String host,
        long sent,
        long failures,
        long dropped,
        int waiting,
        @Nullable String lastFailure) {}
