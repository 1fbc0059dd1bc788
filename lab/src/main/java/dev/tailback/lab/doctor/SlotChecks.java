package dev.tailback.lab.doctor;

import dev.tailback.lab.doctor.ServerFacts.Slot;
import dev.tailback.lab.terminal.Amounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the relay reads, and how much PostgreSQL keeps for it. */
final class SlotChecks {
    private static final String NAME = "replication slot";
    private static final String LOST = "lost";
    private static final double WARN_SHARE = 0.1;
    private static final double BAD_SHARE = 0.5;

    private SlotChecks() {}

    static List<Check> checks(@Nullable Slot slot, long limit) {
        if (slot == null || slot.walStatus().equals(LOST)) {
            return List.of(Check.of(
                    NAME,
                    Verdict.BAD,
                    0,
                    1,
                    slot == null ? "there is none: Kafka gets no event" : "lost: it fell too far behind",
                    "./tailback renew-slot makes it anew; the reconciler publishes what Kafka never got"));
        }
        return List.of(state(slot), retained(slot, limit));
    }

    private static Check state(Slot slot) {
        return Check.of(
                NAME,
                slot.isActive() ? Verdict.OK : Verdict.BAD,
                slot.isActive() ? 1 : 0,
                1,
                (slot.isActive() ? "the relay reads it" : "nobody reads it") + ", its WAL is " + slot.walStatus(),
                "start the relay (./tailback up), or clear what stops it: WAL that it does not read fills the disk");
    }

    private static Check retained(Slot slot, long limit) {
        return Check.of(
                "retained WAL",
                Verdict.of(slot.retainedBytes(), WARN_SHARE * limit, BAD_SHARE * limit),
                slot.retainedBytes(),
                BAD_SHARE * limit,
                Amounts.bytes(slot.retainedBytes()) + " of the " + Amounts.bytes(limit)
                        + " that the slot may hold back",
                "the relay stands still or is slower than the shop writes; beyond the limit the slot is lost");
    }
}
