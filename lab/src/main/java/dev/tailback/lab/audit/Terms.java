package dev.tailback.lab.audit;

/**
 * What the sources were like when they were read; without it, what is missing could not be told from what is on its way.
 *
 * @param comparableSince orders made from then on have all their events in every outbox, inbox and topic that is still
 *     held; older ones are not compared with those
 * @param relayHasPassed whether all that the ledgers show of the outboxes had passed the relay when Kafka was read
 * @param lostBefore what was told before then and is not in Kafka, although it has passed the relay, is lost: the
 *     reconciler would have published it by now
 * @param overdueBefore an order whose patience ended before then must have ended, too
 */
record Terms(long comparableSince, boolean relayHasPassed, long lostBefore, long overdueBefore) {
    boolean isComparable(long madeAt) {
        return madeAt >= comparableSince;
    }
}
