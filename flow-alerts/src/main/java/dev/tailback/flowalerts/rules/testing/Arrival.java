package dev.tailback.flowalerts.rules.testing;

import dev.tailback.flowalerts.rules.core.signal.Signal;

/** A signal and when it comes, which is later than it happened where it is late. */
record Arrival(Signal signal, long atNanos) {}
