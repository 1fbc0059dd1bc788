package dev.tailback.stage.deadline;

import java.time.Instant;

/** The shopper's patience, as this stage minds it; may be changed while the stage runs. */
public final class Deadline {
    private volatile DeadlineCheck check;

    public Deadline(DeadlineCheck check) {
        this.check = check;
    }

    public DeadlineCheck check() {
        return check;
    }

    public void use(DeadlineCheck other) {
        check = other;
    }

    /** Whether work for an order whose patience ends then would be wasted, and is to be spared. */
    public boolean spares(Instant patienceEnds, Instant now) {
        return check == DeadlineCheck.BEFORE && !now.isBefore(patienceEnds);
    }
}
