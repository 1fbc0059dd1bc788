package dev.tailback.flowalerts.rules.core.engine.fact;

import org.jspecify.annotations.Nullable;

/**
 * A stage that is complete, with the chain up to it.
 *
 * @param time of the signal that completed it
 * @param start of the chain's first signal
 * @param facts the latest that satisfied it, oldest first
 */
public record Done(
        int stage, long time, long start, @Nullable Done before, Fact[] facts) {}
