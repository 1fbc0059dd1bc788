package dev.tailback.flowalerts.rules.core.engine.chain;

import dev.tailback.flowalerts.rules.core.engine.fact.Done;
import dev.tailback.flowalerts.rules.core.engine.fact.Fact;
import dev.tailback.flowalerts.rules.core.engine.fact.Reader;
import dev.tailback.flowalerts.rules.core.engine.fact.Writer;
import dev.tailback.flowalerts.rules.core.engine.plan.Leaf;
import dev.tailback.flowalerts.rules.core.engine.plan.Plan;
import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far the stages of a rule have come for one key. Facts are applied in their order.
 *
 * <p>Of the many chains that signals can form it keeps, for each stage, only the one that completed it last. No other can
 * do better: of two chains that have completed a stage, the one that did so later also began no earlier (its first signal
 * is the k-th last of stage one at a later time, and so on from stage to stage), so that it meets each limit, from the
 * stage before and from the start, that the other meets; and a {@code not} that ends it ends the other too. A stage that
 * takes several signals keeps the latest of each kind, and with each what was complete before it came: the oldest of those
 * it needs says which chain it continues. Where a stage can be satisfied in several ways this holds of each way alone (five
 * of one kind, the last of them now, may have begun before one of another), so each has a track of its own.
 *
 * <p>So the state is as large as the rule, however many signals come. The reference in the tests tries all chains instead.
 */
public final class Chain {
    /** Complete chains that wait for a last {@code not} to stay away; more than these do not prolong what fires. */
    static final int MOST_WAITING = 4096;

    private static final Ring[] NO_RINGS = {};
    private static final ArrayDeque<Done> NOTHING_WAITS = new ArrayDeque<>(0);

    public final Plan plan;
    public final @Nullable Done[] done;
    public final Ring[] rings;
    final Holds holds;
    final ArrayDeque<Done> waiting;
    /** When a first {@code not} was last seen. */
    long leadingSeen = Long.MIN_VALUE;

    @Nullable
    Done whole;

    Chain(Plan plan) {
        this.plan = plan;
        this.done = new Done[plan.tracks.leaves().length];
        this.rings = plan.tracks.rings().length == 0 ? NO_RINGS : new Ring[plan.tracks.rings().length];
        for (int i = 0; i < rings.length; i++) {
            rings[i] = new Ring(plan.tracks.rings()[i]);
        }
        this.holds = plan.holds.length == 0 ? Holds.NONE : new Holds(plan.holds);
        this.waiting = plan.trailing.bit() == 0 ? NOTHING_WAITS : new ArrayDeque<>();
    }

    private Chain(Chain other) {
        this.plan = other.plan;
        this.done = other.done.clone();
        this.rings = other.rings.length == 0 ? NO_RINGS : other.rings.clone();
        for (int i = 0; i < rings.length; i++) {
            rings[i] = rings[i].copy();
        }
        this.holds = other.holds.copy();
        this.waiting = plan.trailing.bit() == 0 ? NOTHING_WAITS : other.waiting.clone();
        this.leadingSeen = other.leadingSeen;
        this.whole = other.whole;
    }

    /** The latest chain that is complete and not too old. */
    public @Nullable Done whole() {
        return whole;
    }

    public Chain copy() {
        return new Chain(this);
    }

    /** Whether an {@code until} came with it, which has broken off what had begun. */
    public boolean apply(Fact fact) {
        long bits = holds.bits(fact);
        boolean until = (bits & plan.untilBit) != 0;
        if (until) {
            breakOff();
        }
        endWhatMustNotCome(bits, fact.time);
        long[] all = plan.tracks.bits();
        if (plan.strict) {
            for (int place = all.length - 1; place >= 0; place--) {
                if ((bits & all[place]) != 0) {
                    take(place, fact, bits);
                }
            }
        } else {
            for (int place = 0; place < all.length; place++) {
                if ((bits & all[place]) != 0) {
                    take(place, fact, bits);
                }
            }
        }
        return until;
    }

    /** Whether facts with these bits, all together, might make a whole chain of what is there; false means never. */
    public boolean couldComplete(long bits) {
        long[] all = plan.tracks.bits();
        boolean couldComplete = true;
        for (int place = 0; place < all.length; place++) {
            boolean isLast = (place + 1) % plan.stages.length == 0;
            couldComplete &= (bits & all[place]) != 0 || !isLast && hasBegun(place);
            if (isLast && couldComplete) {
                return true;
            }
            couldComplete |= isLast;
        }
        return false;
    }

    private boolean hasBegun(int place) {
        Leaf[] leaves = plan.tracks.leaves()[place];
        if (done[place] != null || leaves == null) {
            return done[place] != null;
        }
        for (Leaf leaf : leaves) {
            if (rings[leaf.ring()].size() > 0) {
                return true;
            }
        }
        return false;
    }

    private void breakOff() {
        Arrays.fill(done, null);
        for (Ring ring : rings) {
            ring.clear();
        }
        if (!waiting.isEmpty()) {
            waiting.clear();
        }
        whole = null;
    }

    private void endWhatMustNotCome(long bits, long time) {
        if ((bits & plan.leading.bit()) != 0) {
            leadingSeen = time;
            clearRings(0);
        }
        if ((bits & plan.trailing.bit()) != 0) {
            waiting.clear();
        }
        for (int i = 1; i < plan.stages.length; i++) {
            if ((bits & plan.stages[i].notBefore()) != 0) {
                for (int place = i - 1; place < done.length; place += plan.stages.length) {
                    done[place] = null;
                }
                clearRings(i);
            }
        }
    }

    private void clearRings(int stage) {
        for (int i = 0; i < rings.length; i++) {
            if (plan.tracks.places()[i] % plan.stages.length == stage) {
                rings[i].clear();
            }
        }
    }

    private void take(int place, Fact fact, long bits) {
        int index = place % plan.stages.length;
        Done before = index == 0 ? null : done[place - 1];
        if (index > 0 && before == null) {
            return;
        }
        Leaf[] leaves = plan.tracks.leaves()[place];
        if (leaves == null) {
            complete(place, plan.stages[index], fact, fact.time, before, null);
            return;
        }
        for (Leaf leaf : leaves) {
            if ((bits & leaf.bits()) != 0) {
                rings[leaf.ring()].add(fact, before);
            }
        }
        Oldest oldest = Oldest.of(leaves, rings);
        if (oldest != null) {
            complete(place, plan.stages[index], fact, oldest.fact().time, oldest.before(), leaves);
        }
    }

    private void complete(
            int place, Plan.Stage stage, Fact fact, long first, @Nullable Done before, Leaf @Nullable [] leaves) {
        long start = before == null ? first : before.start();
        long since = before == null ? first : before.time();
        if (fact.time - since > stage.within()
                || fact.time - start > plan.within
                || before == null && isTooSoonAfterTheLeading(start)) {
            return;
        }
        Fact[] facts = leaves == null ? new Fact[] {fact} : Oldest.latest(leaves, rings, Evidence.MOST);
        int index = place % plan.stages.length;
        Done complete = new Done(index, fact.time, start, before, facts);
        done[place] = complete;
        if (index < plan.stages.length - 1) {
            return;
        }
        if (plan.trailing.bit() == 0) {
            whole = younger(whole, complete);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(complete);
        }
    }

    private static Done younger(@Nullable Done kept, Done other) {
        return kept != null && kept.start() > other.start() ? kept : other;
    }

    private boolean isTooSoonAfterTheLeading(long start) {
        return leadingSeen != Long.MIN_VALUE && leadingSeen >= start - plan.leading.within();
    }

    /** When time alone changes something next. */
    long nextChange() {
        long next = whole == null ? Plan.NO_LIMIT : whole.start() + plan.within + 1;
        Done first = waiting.peek();
        return first == null ? next : Math.min(next, first.time() + plan.trailing.within());
    }

    /** What time alone changes. */
    void reach(long time) {
        for (Done first = waiting.peek();
                first != null && first.time() + plan.trailing.within() <= time;
                first = waiting.peek()) {
            waiting.poll();
            if (first.time() + plan.trailing.within() - first.start() <= plan.within) {
                whole = younger(whole, first);
            }
        }
        if (whole != null && time - whole.start() > plan.within) {
            whole = null;
        }
    }

    void write(Writer out) {
        for (Done each : done) {
            out.stage(each);
        }
        for (Ring ring : rings) {
            out.longs(ring.size());
            for (int i = 0; i < ring.size(); i++) {
                out.fact(ring.fact(i));
                out.stage(ring.before(i));
            }
        }
        holds.write(out);
        out.longs(leadingSeen, waiting.size());
        waiting.forEach(out::stage);
        out.stage(whole);
    }

    void read(Reader in) {
        for (int i = 0; i < done.length; i++) {
            done[i] = in.stage();
        }
        for (Ring ring : rings) {
            int size = in.count();
            for (int i = 0; i < size; i++) {
                ring.add(in.fact(), in.stage());
            }
        }
        holds.read(in);
        leadingSeen = in.number();
        int size = in.count();
        for (int i = 0; i < size; i++) {
            Done waits = in.stage();
            if (waits != null) {
                waiting.add(waits);
            }
        }
        whole = in.stage();
    }
}
