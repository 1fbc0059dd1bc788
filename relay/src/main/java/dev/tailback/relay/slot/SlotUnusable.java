package dev.tailback.relay.slot;

/** There is no slot from which every row could be read; going on would leave rows behind without a word. */
public final class SlotUnusable extends Exception {
    private static final long serialVersionUID = 1;

    SlotUnusable(String state) {
        super(
                "the replication slot '%s' is %s, so rows between it and now cannot be read from the WAL any more. Start the relay with RELAY_LOST_SLOT=renew (or run ./tailback renew-slot and ./tailback up): the slot is made anew, and the reconciler publishes what Kafka never got"
                        .formatted(Slot.NAME, state));
    }
}
