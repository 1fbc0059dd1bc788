package dev.tailback.flowalerts.store.writing;

import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link StoreCounts}. */
public final class Tally {
    public final LongAdder taken = new LongAdder();
    public final LongAdder written = new LongAdder();
    public final LongAdder droppedForQueue = new LongAdder();
    public final LongAdder droppedForDisk = new LongAdder();
    public final LongAdder refused = new LongAdder();
    public final LongAdder late = new LongAdder();
}
