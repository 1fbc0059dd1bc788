package dev.tailback.flowalerts.store;

import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link StoreCounts}. */
final class Tally {
    final LongAdder taken = new LongAdder();
    final LongAdder written = new LongAdder();
    final LongAdder droppedForQueue = new LongAdder();
    final LongAdder droppedForDisk = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder late = new LongAdder();
}
