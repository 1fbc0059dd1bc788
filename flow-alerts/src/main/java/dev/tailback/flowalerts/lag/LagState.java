package dev.tailback.flowalerts.lag;

import org.jspecify.annotations.Nullable;

/**
 * What the monitor knows.
 *
 * @param view null until the first look, and while Kafka does not answer: what was true once is not shown as if it were now
 * @param failures looks that did not succeed
 */
public record LagState(
        @Nullable LagView view,
        long looks,
        long failures,
        @Nullable String lastFailure) {}
