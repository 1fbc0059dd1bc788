package dev.tailback.flowalerts.rules.core.engine.plan;

import dev.tailback.flowalerts.rules.core.engine.limit.Limits;
import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Order;
import dev.tailback.flowalerts.rules.core.model.Rule;
import java.util.List;

/**
 * A rule made ready to run: durations are nanoseconds, and whatever a signal can satisfy is a bit of a long. The bits stand
 * in the order of the stages, one for each {@code Seen} and each {@code not}; then one for {@code until}; then two for each
 * atom with a {@code for}, whose value holds or does not.
 */
public final class Plan {
    public static final long NO_LIMIT = Long.MAX_VALUE;

    public final Rule rule;
    public final String content;
    public final long within;
    public final long holdsFor;
    public final long keepFiringFor;
    public final long lateness;
    public final boolean strict;
    public final boolean atOnce;
    public final Stage[] stages;
    public final Absence leading;
    public final Absence trailing;
    public final long untilBit;
    public final Hold[] holds;
    public final Limits limits;
    public final List<Use> uses;
    /** What evidence shows of a signal. */
    public final String[] captured;
    /** To which of the rule's steps a bit belongs. */
    public final int[] stepOfBit;

    public final Tracks tracks;
    /** How long a fact can matter. */
    public final long horizon;

    Plan(Rule rule, Bits bits, Limits limits, String[] captured) {
        this.rule = rule;
        this.content = Content.of(rule);
        this.within = rule.within().toNanos();
        this.holdsFor = rule.holdsFor().toNanos();
        this.keepFiringFor = rule.keepFiringFor().toNanos();
        this.lateness = rule.lateness().toNanos();
        this.strict = rule.order() == Order.STRICT;
        this.atOnce = rule.firesAtOnce();
        this.stages = bits.stages.toArray(Stage[]::new);
        this.leading = bits.leading;
        this.trailing = bits.trailing;
        this.untilBit = bits.untilBit;
        this.holds = bits.holds.toArray(Hold[]::new);
        this.limits = limits;
        this.uses = List.copyOf(bits.uses);
        this.captured = captured;
        this.stepOfBit = bits.stepOfBit.stream().mapToInt(Integer::intValue).toArray();
        this.tracks = bits.tracks;
        this.horizon = Math.max(within + 1, horizonOfHolds()) + leading.within();
    }

    private long horizonOfHolds() {
        long longest = 0L;
        for (Hold hold : holds) {
            longest = Math.max(longest, hold.lasts() + Atom.OfMetric.STALE.toNanos() + 1);
        }
        return longest;
    }

    public boolean hasChain() {
        return stages.length > 0;
    }

    /**
     * A stage that must come.
     *
     * @param bits all that concern it
     * @param notBefore the bit of a {@code not} between the stage before and this one, 0 for none
     */
    public record Stage(int step, String id, long bits, long within, long notBefore) {}

    /** A {@code not} at an end of the stages; its bit is 0 when there is none. */
    public record Absence(long bit, long within) {
        static final Absence NONE = new Absence(0, 0);
    }

    /**
     * An atom with a {@code for}.
     *
     * @param target the bit that it sets once it has held for so long
     */
    public record Hold(long holds, long broken, long target, long lasts) {}

    /**
     * Where an atom is asked for.
     *
     * @param hold which of the rule's holds it is, or -1
     */
    public record Use(Atom atom, By by, long bit, int rank, int hold) {}
}
