package dev.tailback.relay;

import dev.tailback.relay.Watch.Seen;
import dev.tailback.relay.slot.SlotState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the relay is, as {@code GET /health} tells it; public JSON, so fields are only ever added.
 *
 * @param role leading or following
 * @param warning what somebody should look at although the relay works
 * @param published since it leads
 * @param reconciled rows that Kafka had never got, published since it leads
 * @param reconciledUntil all that was committed before is in Kafka
 * @param backlog rows not published yet, about; {@link Watch#LARGEST_BACKLOG} means that many or more
 */
record Condition(
        String status,
        String name,
        String role,
        @Nullable String reason,
        @Nullable String warning,
        @Nullable Long published,
        @Nullable Long reconciled,
        @Nullable Instant reconciledUntil,
        @Nullable Long backlog,
        @Nullable SlotState slot) {

    static final String UP = "up";
    private static final String STARTING = "starting";
    private static final String STANDING_STILL = "standing still";

    /** @param refusal why Kafka does not take a row; each term ends there, and the next begins */
    static Condition of(RelaySettings settings, @Nullable Term term, @Nullable Seen seen, @Nullable String refusal) {
        Condition condition = of(settings, term, seen);
        return refusal == null ? condition : condition.standingStill(refusal);
    }

    private Condition standingStill(String why) {
        return new Condition(
                STANDING_STILL, name, role, why, warning, published, reconciled, reconciledUntil, backlog, slot);
    }

    private static Condition of(RelaySettings settings, @Nullable Term term, @Nullable Seen seen) {
        SlotState slot = seen == null ? null : seen.slot();
        String warning = slot != null && slot.isInDanger(settings.walWarning())
                ? "the slot is %s and retains %d MB of WAL".formatted(slot.walStatus(), slot.retainedBytes() >> 20)
                : null;
        if (term == null) {
            // Whoever stands by is well as long as somebody leads.
            String reason = whyNotFollowing(seen);
            return new Condition(
                    reason == null ? UP : STARTING,
                    settings.name(),
                    "following",
                    reason,
                    warning,
                    null,
                    null,
                    null,
                    null,
                    slot);
        }
        return new Condition(
                term.reading() ? UP : STARTING,
                settings.name(),
                "leading",
                term.reading() ? null : "connecting to the replication slot",
                warning,
                term.published(),
                term.reconciled(),
                term.lastRound(),
                seen == null ? null : seen.backlog(),
                slot);
    }

    private static @Nullable String whyNotFollowing(@Nullable Seen seen) {
        if (seen == null) {
            return "the database does not answer";
        }
        SlotState slot = seen.slot();
        return slot == null || !slot.active() ? "waiting to lead; nobody reads the replication slot" : null;
    }
}
