package dev.tailback.flowalerts.rules.core.engine.chain;

import dev.tailback.flowalerts.rules.core.engine.fact.Fact;
import dev.tailback.flowalerts.rules.core.engine.fact.Facts;
import dev.tailback.flowalerts.rules.core.engine.fact.Reader;
import dev.tailback.flowalerts.rules.core.engine.fact.Writer;
import dev.tailback.flowalerts.rules.core.engine.limit.Buckets;
import dev.tailback.flowalerts.rules.core.engine.plan.Plan;
import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Explanation.Phase;
import dev.tailback.flowalerts.rules.core.verdict.Reading;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.List;

/**
 * What a rule has come to for one key, up to a moment of event time: its chain, which of its limits are breached, and
 * whether it fires. Facts and the passing of time take it on, in order; it never looks at a clock.
 *
 * <p>The chain starts an alert and the threshold ends it: with both, it fires while the threshold is breached, once a chain
 * was complete with it; without a threshold, while a complete chain is young enough.
 */
public final class Course {
    private static final long AWAKE = Long.MIN_VALUE;

    private final Plan plan;
    public final Chain chain;
    private final Buckets buckets;
    /** The latest boundary that was looked at. */
    long boundary = Long.MIN_VALUE / 4;

    long breached;
    private Phase phase = Phase.QUIET;
    private long since;
    /** After an {@code until} nothing fires at the same moment again, so that no two incidents begin together. */
    long rest = AWAKE;

    /** Of what fires or is kept firing: when it began. */
    long firedAt;

    public Course(Plan plan, Buckets buckets) {
        this.plan = plan;
        this.chain = new Chain(plan);
        this.buckets = buckets;
    }

    private Course(Course other) {
        this.plan = other.plan;
        this.chain = other.chain.copy();
        this.buckets = other.buckets;
        this.boundary = other.boundary;
        this.breached = other.breached;
        this.phase = other.phase;
        this.since = other.since;
        this.firedAt = other.firedAt;
        this.rest = other.rest;
    }

    public Phase phase() {
        return phase;
    }

    public long since() {
        return since;
    }

    public Course copy() {
        return new Course(this);
    }

    /** Applies the facts that wait and are before the given time, and what time changes up to it. */
    public void advance(Facts facts, long until, Tale tale) {
        while (facts.hasWaiting() && facts.firstWaiting().time < until) {
            Fact fact = facts.firstWaiting();
            facts.applyOne();
            take(fact, tale);
        }
        pass(until, tale);
    }

    /** Applies one fact, and before it what time changes up to it. */
    public void take(Fact fact, Tale tale) {
        pass(fact.time, tale);
        apply(fact, tale);
    }

    /** Applies what time changes up to a moment. */
    public void pass(long until, Tale tale) {
        for (long change = nextChange(); change <= until && change != Plan.NO_LIMIT; change = nextChange()) {
            reach(change, tale);
        }
    }

    private void apply(Fact fact, Tale tale) {
        if (chain.apply(fact) && phase != Phase.QUIET) {
            boolean ends = phase != Phase.PENDING;
            turn(Phase.QUIET, fact.time);
            if (ends) {
                rest = fact.time + 1;
                tale.ends(firedAt, fact.time, Verdict.Ending.UNTIL);
            }
        }
        decide(fact.time, tale);
    }

    private void reach(long time, Tale tale) {
        chain.reach(time);
        if (time >= rest) {
            rest = AWAKE;
        }
        long next = nextBoundary();
        if (next != Buckets.NO_BOUNDARY && plan.limits.timeOf(next) <= time) {
            boundary = next;
            breached = buckets.breachedAt(boundary, breached);
        }
        decide(time, tale);
    }

    private void decide(long time, Tale tale) {
        boolean holds = holds();
        switch (phase) {
            case QUIET -> {
                if (holds && rest == AWAKE) {
                    turn(Phase.PENDING, time);
                    fireIfDue(time, tale);
                }
            }
            case PENDING -> {
                if (holds) {
                    fireIfDue(time, tale);
                } else {
                    turn(Phase.QUIET, time);
                }
            }
            case FIRING -> {
                if (!holds) {
                    turn(Phase.KEPT, time);
                    endIfDue(time, tale);
                }
            }
            case KEPT -> {
                if (holds) {
                    turn(Phase.FIRING, time);
                } else {
                    endIfDue(time, tale);
                }
            }
        }
    }

    private boolean holds() {
        boolean chainHolds = !plan.hasChain() || chain.whole != null || (fires() && !plan.limits.isEmpty());
        return chainHolds && plan.limits.isBreached(breached);
    }

    private void fireIfDue(long time, Tale tale) {
        if (time >= since + plan.holdsFor) {
            turn(Phase.FIRING, time);
            firedAt = time;
            tale.fires(time, evidence());
        }
    }

    private void endIfDue(long time, Tale tale) {
        if (time >= since + plan.keepFiringFor) {
            turn(Phase.QUIET, time);
            tale.ends(firedAt, time, Verdict.Ending.OVER);
        }
    }

    private void turn(Phase next, long time) {
        phase = next;
        since = next == Phase.QUIET ? 0 : time;
    }

    /** When time alone changes something next. */
    public long nextChange() {
        long next = chain.nextChange();
        if (phase == Phase.PENDING) {
            next = Math.min(next, since + plan.holdsFor);
        } else if (phase == Phase.KEPT) {
            next = Math.min(next, since + plan.keepFiringFor);
        }
        if (rest != AWAKE) {
            next = Math.min(next, rest);
        }
        long nextBoundary = nextBoundary();
        return nextBoundary == Buckets.NO_BOUNDARY ? next : Math.min(next, plan.limits.timeOf(nextBoundary));
    }

    private long nextBoundary() {
        return buckets.isEmpty() && breached == 0
                ? Buckets.NO_BOUNDARY
                : buckets.boundaryAfter(boundary, breached != 0);
    }

    boolean fires() {
        return phase == Phase.FIRING || phase == Phase.KEPT;
    }

    public boolean isQuiet() {
        return phase == Phase.QUIET && breached == 0;
    }

    public Evidence evidence() {
        return Shown.evidence(plan, chain.whole, readings());
    }

    public List<Reading> readings() {
        return plan.limits.isEmpty() ? List.of() : buckets.readings(boundary, breached);
    }

    public void write(Writer out) {
        out.longs(boundary, breached, phase.ordinal(), since, firedAt, rest);
        chain.write(out);
    }

    public void read(Reader in) {
        boundary = in.number();
        breached = in.number();
        phase = Phase.values()[(int) in.number()];
        since = in.number();
        firedAt = in.number();
        rest = in.number();
        chain.read(in);
    }
}
