package dev.tailback.lab.produce;

import org.jspecify.annotations.Nullable;

/** How long many of a kind took, in milliseconds; without any there is nothing to say but their number. */
public record Spread(
        long count,
        @Nullable Double p50Ms,
        @Nullable Double p95Ms,
        @Nullable Double p99Ms,
        @Nullable Double maxMs) {
    public static final Spread NONE = new Spread(0, null, null, null, null);
}
