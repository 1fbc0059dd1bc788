package dev.tailback.lab.produce;

/**
 * How many orders are where. Those turned away were never sent: too many others were under way. Poison counts by
 * itself, and so does what was sent again.
 */
public record Tally(
        int sent,
        int accepted,
        int confirmed,
        int rejected,
        int failed,
        int turnedAway,
        Poisoned poisoned,
        Repeated repeated) {

    /** Carts that nobody can read, and how many of their orders ended as failed, which is what should become of them. */
    public record Poisoned(int sent, int ended) {
        public static final Poisoned NONE = new Poisoned(0, 0);
    }

    /** How many orders were to be sent again, how often that was done, and how often it was refused. */
    public record Repeated(int orders, int times, int refused) {
        public static final Repeated NONE = new Repeated(0, 0, 0);
    }

    public int inFlight() {
        return sent - confirmed - rejected - failed;
    }

    /** Whether everything became of it that should. */
    public boolean isWell() {
        return failed == 0 && poisoned.sent() == poisoned.ended() && repeated.refused() == 0;
    }
}
