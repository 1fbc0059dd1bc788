package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.engine.chain.Chain;
import dev.tailback.flowalerts.rules.core.engine.chain.Course;
import dev.tailback.flowalerts.rules.core.engine.chain.Replay;
import dev.tailback.flowalerts.rules.core.engine.chain.Shown;
import dev.tailback.flowalerts.rules.core.engine.chain.Tale;
import dev.tailback.flowalerts.rules.core.engine.fact.Fact;
import dev.tailback.flowalerts.rules.core.engine.fact.Facts;
import dev.tailback.flowalerts.rules.core.engine.fact.Reader;
import dev.tailback.flowalerts.rules.core.engine.fact.Writer;
import dev.tailback.flowalerts.rules.core.engine.limit.Buckets;
import dev.tailback.flowalerts.rules.core.engine.limit.Limits;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rule knows of one key: its facts in order, and three views of them. {@code base} stands where nothing can come any
 * more, the watermark less the lateness; a late fact makes the way from there once more. {@code head} stands at the
 * watermark, and what it tells is told. {@code peek}, of a rule that fires at once, stands at the last fact that came, and
 * tells only what no later fact can undo.
 *
 * <p>Without lateness base and head are one.
 */
final class Keyed {
    private static final Tale NOBODY = new Tale() {
        @Override
        public void fires(long time, Evidence evidence) {}

        @Override
        public void ends(long start, long time, Verdict.Ending ending) {}
    };

    /** How long until one is looked at again that could be forgotten but for what is still open. */
    private static final long REST = 1_000_000_000L;

    final RuleState rule;
    final Object name;
    final Facts facts = new Facts();
    final Buckets buckets;
    final Ledger ledger = new Ledger(this);
    Course base;
    Course head;
    private @Nullable Chain peek;
    /** Of facts that wait, and some that waited: without a bit for each stage there is nothing to peek at. */
    private long waitingBits;

    /** Before it nothing counts, since it was applied in a hurry. */
    long floor = Long.MIN_VALUE;

    /** Of its last signal. */
    long latest = Long.MIN_VALUE;

    long late;
    final int[] matched;

    /** Where the engine finds it again: the slot of the wheel, the place among all, whether it was used lately. */
    long slot = Wheel.NOWHERE;

    int place;
    boolean used = true;

    Keyed(RuleState rule, Object name) {
        this.rule = rule;
        this.name = name;
        this.buckets = rule.plan.limits.isEmpty() ? Buckets.NONE : new Buckets(rule.plan.limits);
        this.base = new Course(rule.plan, buckets);
        this.head = rule.plan.lateness == 0 ? base : new Course(rule.plan, buckets);
        this.matched = new int[rule.plan.rule.steps().size() + 1];
    }

    Key key() {
        return Keys.key(name);
    }

    void tell(Verdict verdict) {
        rule.told.add(verdict);
    }

    /** Of an open incident what there is to tell of it now. */
    Verdict.Fired fired() {
        Ledger.Incident incident = Objects.requireNonNull(ledger.open);
        return new Verdict.Fired(incident.id(), rule.plan.rule.name(), key(), incident.start(), false, head.evidence());
    }

    /**
     * Takes a signal.
     *
     * @param fact what the chain takes of it, if anything
     * @param limits bits of those that count it
     */
    void take(Signal signal, @Nullable Fact fact, long limits, long watermark) {
        if (signal.timeNanos() < floor) {
            rule.tally.tooLate++;
            return;
        }
        used = true;
        latest = Math.max(latest, signal.timeNanos());
        boolean isLate = limits != 0 && count(signal, limits, watermark);
        if (fact != null) {
            if (facts.add(fact)) {
                isLate |= fact.time < watermark;
                match(fact.mask);
                waitingBits |= fact.mask;
                rule.tally.held++;
            } else {
                rule.tally.duplicates++;
                fact = null;
            }
        }
        if (isLate) {
            lateCame(watermark);
        } else if (fact != null && rule.plan.atOnce) {
            peek(fact);
        }
        if (facts.size() > rule.settings.mostSignals()
                || rule.tally.held > rule.settings.mostSignalsInAll() && !facts.isEmpty()) {
            hurry();
        }
    }

    private void match(long mask) {
        for (long bits = mask; bits != 0; bits &= bits - 1) {
            int bit = Long.numberOfTrailingZeros(bits);
            if (bit < rule.plan.stepOfBit.length) {
                matched[rule.plan.stepOfBit[bit]]++;
            }
        }
    }

    /** Whether it comes after its bucket was looked at. */
    private boolean count(Signal signal, long bits, long watermark) {
        buckets.count(signal, bits);
        Limits limits = rule.plan.limits;
        return limits.timeOf(limits.bucketOf(signal.timeNanos()) + 1) <= watermark;
    }

    private void lateCame(long watermark) {
        late++;
        rule.tally.late++;
        Replay replay = new Replay(base);
        facts.rewind();
        head = base.copy();
        head.advance(facts, watermark, replay);
        peek = null;
        ledger.correct(replay.episodes(), watermark);
        peekAgain();
    }

    private void peek(Fact fact) {
        if (ledger.open != null || !head.chain.couldComplete(waitingBits)) {
            peek = null;
        } else if (peek != null && fact == facts.last()) {
            peek.apply(fact);
            if (peek.whole() != null) {
                tellEarly(fact.time, peek);
            }
        } else {
            peekAgain();
        }
    }

    private void peekAgain() {
        peek = null;
        if (!rule.plan.atOnce || ledger.open != null || !facts.hasWaiting()) {
            return;
        }
        if (!head.chain.couldComplete(waitingBits)) {
            return;
        }
        waitingBits = 0;
        Chain chain = head.chain.copy();
        for (int i = facts.appliedSize(); i < facts.size(); i++) {
            waitingBits |= facts.get(i).mask;
            chain.apply(facts.get(i));
            if (chain.whole() != null) {
                tellEarly(facts.get(i).time, chain);
                return;
            }
        }
        peek = chain;
    }

    private void tellEarly(long time, Chain chain) {
        ledger.open(time, false, Shown.evidence(rule.plan, chain.whole(), List.of()));
        peek = null;
    }

    /** Applies what has come up to the watermark. */
    void settle(long watermark) {
        boolean wasOpen = ledger.open != null;
        head.advance(facts, watermark, ledger);
        settleBase(watermark - rule.plan.lateness);
        if (!facts.hasWaiting()) {
            peek = null;
            waitingBits = 0;
        } else if (wasOpen && ledger.open == null) {
            peekAgain();
        }
    }

    private void settleBase(long time) {
        if (base == head) {
            while (facts.appliedSize() > 0) {
                drop();
            }
        } else {
            while (!facts.isEmpty() && facts.first().time < time) {
                base.take(facts.first(), NOBODY);
                drop();
            }
            base.pass(time, NOBODY);
        }
        ledger.forgetBefore(time);
        if (!buckets.isEmpty()) {
            buckets.forgetBefore(rule.plan.limits.bucketOf(time));
        }
    }

    private void drop() {
        facts.drop();
        rule.tally.held--;
    }

    /** Gives up its oldest fact, which is applied before the watermark if it has to be: what is older counts no more. */
    private void hurry() {
        Fact oldest = facts.first();
        if (facts.appliedSize() == 0) {
            rule.tally.hurried++;
            head.advance(facts, oldest.time + 1, ledger);
        }
        settleBase(oldest.time + 1);
        floor = oldest.time + 1;
    }

    /** Up to when the watermark must come for something to be done. */
    long due(long watermark) {
        long due = Math.min(head.nextChange(), Math.max(end(), watermark + REST));
        return facts.hasWaiting() ? Math.min(due, facts.firstWaiting().time + 1) : due;
    }

    private long end() {
        return latest + rule.plan.horizon + rule.plan.lateness + rule.plan.limits.longest() + 1;
    }

    void write(Writer out) {
        out.longs(floor, latest, late);
        for (int count : matched) {
            out.longs(count);
        }
        base.write(out);
        out.facts(facts);
        buckets.write(out);
        ledger.write(out);
    }

    /** What was read stands where it stood, at the watermark of then. */
    void read(Reader in, long watermark) {
        floor = in.number();
        latest = in.number();
        late = in.number();
        for (int i = 0; i < matched.length; i++) {
            matched[i] = (int) in.number();
        }
        base.read(in);
        in.facts(facts);
        rule.tally.held += facts.size();
        for (int i = 0; i < facts.size(); i++) {
            waitingBits |= facts.get(i).mask;
        }
        buckets.read(in);
        ledger.read(in);
        if (base != head) {
            head = base.copy();
            facts.rewind();
            head.advance(facts, watermark, NOBODY);
        }
        peekAgain();
    }

    boolean isOver(long watermark) {
        return watermark >= end()
                && ledger.isEmpty()
                && facts.isEmpty()
                && buckets.isEmpty()
                && head.isQuiet()
                && base.isQuiet();
    }
}
