package dev.tailback.flowalerts.kafka.rules;

import java.util.concurrent.atomic.LongAdder;

/** What could not be done. */
final class Tallies {
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder rebuilt = new LongAdder();

    void unreadable() {
        unreadable.increment();
    }

    void missed(long signals) {
        missed.add(signals);
    }

    void rebuilt() {
        rebuilt.increment();
    }

    /** Records that were no signals or no verdict. */
    long countUnreadable() {
        return unreadable.sum();
    }

    /** Signals that the broker did not take. */
    long countMissed() {
        return missed.sum();
    }

    /** Shares whose state could not be used, and that began anew. */
    long countRebuilt() {
        return rebuilt.sum();
    }
}
