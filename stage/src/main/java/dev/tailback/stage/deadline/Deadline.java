package dev.tailback.stage.deadline;

import java.time.Instant;

/** The shopper's patience, as this stage minds it; may be changed while the stage runs. */
public final class Deadline {
    private final DeadlineCheck configured;
    private volatile DeadlineCheck check;

    public Deadline(DeadlineCheck configured) {
        this.configured = configured;
        this.check = configured;
    }

    /** As the stage was started. */
    DeadlineCheck configured() {
        return configured;
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
