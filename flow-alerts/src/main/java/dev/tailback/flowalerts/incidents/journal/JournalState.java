package dev.tailback.flowalerts.incidents.journal;

import org.jspecify.annotations.Nullable;

/**
 * How a journal is.
 *
 * @param written lines since it was opened
 * @param failures lines that could not be written
 * @param note what was not as it should be when it was opened
 */
public record JournalState(
        String file,
        long bytes,
        long written,
        long failures,
        @Nullable String lastFailure,
        @Nullable String note) {}
