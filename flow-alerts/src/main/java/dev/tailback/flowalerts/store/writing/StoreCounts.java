package dev.tailback.flowalerts.store.writing;

import org.jspecify.annotations.Nullable;

/**
 * What became of the spans that were to be stored. {@code taken == written + waiting + late + refused + droppedForDisk};
 * those that the queue had no room for were not taken.
 *
 * @param state {@code up}, or {@code away} with the spans waiting
 * @param reason of its being away; absent when it is up
 * @param droppedForQueue too many waited for a slow or absent database
 * @param droppedForDisk spans take all of the disk that they may
 * @param refused by the database, each for itself
 * @param late too old to be kept, or too far ahead: their day has no table
 * @param bytes of tables and indexes on the disk
 * @param writeMillis a span
 */
public record StoreCounts(
        String state,
        @Nullable String reason,
        long taken,
        long written,
        long waiting,
        long waitingBytes,
        long droppedForQueue,
        long droppedForDisk,
        long refused,
        long late,
        long bytes,
        long maxBytes,
        WriteTime writeMillis) {}
