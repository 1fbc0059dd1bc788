package dev.tailback.flowalerts.lag;

import java.util.function.Supplier;

/** Where those who show lag find it. */
public record LagSource(Supplier<LagState> state, LagHistory history, LagSettings settings) {}
