package dev.tailback.flowalerts.rules.core.engine;

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
 * it needs says which chain it continues. So the state is as large as the rule, however many signals come. The reference
 * in the tests tries all chains instead.
 */
final class Chain {
    /** Complete chains that wait for a last {@code not} to stay away; more than these do not prolong what fires. */
    static final int MOST_WAITING = 4096;

    private static final Ring[] NO_RINGS = {};
    private static final ArrayDeque<Done> NOTHING_WAITS = new ArrayDeque<>(0);

    final Plan plan;
    final @Nullable Done[] done;
    final Ring[] rings;
    final Holds holds;
    final ArrayDeque<Done> waiting;
    /** When a first {@code not} was last seen. */
    long leadingSeen = Long.MIN_VALUE;

    /** The latest chain that is complete and not too old. */
    @Nullable
    Done whole;

    Chain(Plan plan) {
        this.plan = plan;
        this.done = new Done[plan.stages.length];
        this.rings = plan.rings.length == 0 ? NO_RINGS : new Ring[plan.rings.length];
        for (var i = 0; i < rings.length; i++) {
            rings[i] = new Ring(plan.rings[i]);
        }
        this.holds = plan.holds.length == 0 ? Holds.NONE : new Holds(plan.holds);
        this.waiting = plan.trailing.bit() == 0 ? NOTHING_WAITS : new ArrayDeque<>();
    }

    private Chain(Chain other) {
        this.plan = other.plan;
        this.done = other.done.clone();
        this.rings = other.rings.length == 0 ? NO_RINGS : other.rings.clone();
        for (var i = 0; i < rings.length; i++) {
            rings[i] = rings[i].copy();
        }
        this.holds = other.holds.copy();
        this.waiting = plan.trailing.bit() == 0 ? NOTHING_WAITS : other.waiting.clone();
        this.leadingSeen = other.leadingSeen;
        this.whole = other.whole;
    }

    Chain copy() {
        return new Chain(this);
    }

    /** Whether an {@code until} came with it, which has broken off what had begun. */
    boolean apply(Fact fact) {
        var bits = holds.bits(fact);
        var until = (bits & plan.untilBit) != 0;
        if (until) {
            breakOff();
        }
        endWhatMustNotCome(bits, fact.time);
        var stages = plan.stages;
        if (plan.strict) {
            for (var i = stages.length - 1; i >= 0; i--) {
                if ((bits & stages[i].bits()) != 0) {
                    take(i, stages[i], fact, bits);
                }
            }
        } else {
            for (var i = 0; i < stages.length; i++) {
                if ((bits & stages[i].bits()) != 0) {
                    take(i, stages[i], fact, bits);
                }
            }
        }
        return until;
    }

    private void breakOff() {
        Arrays.fill(done, null);
        for (var ring : rings) {
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
        for (var i = 1; i < plan.stages.length; i++) {
            if ((bits & plan.stages[i].notBefore()) != 0) {
                done[i - 1] = null;
                clearRings(i);
            }
        }
    }

    private void clearRings(int stage) {
        for (var i = 0; i < rings.length; i++) {
            if (plan.stageOfRing[i] == stage) {
                rings[i].clear();
            }
        }
    }

    private void take(int index, Plan.Stage stage, Fact fact, long bits) {
        var before = index == 0 ? null : done[index - 1];
        if (index > 0 && before == null) {
            return;
        }
        var node = stage.condition();
        if (node == null) {
            complete(index, stage, fact, fact.time, before, null);
            return;
        }
        add(node, fact, bits, before);
        var oldest = Oldest.of(node, rings, bits);
        if (oldest != null) {
            complete(index, stage, fact, oldest.fact().time, oldest.before(), node);
        }
    }

    private void add(Node node, Fact fact, long bits, @Nullable Done before) {
        switch (node) {
            case Node.Leaf leaf -> {
                if ((bits & leaf.bit()) != 0) {
                    rings[leaf.ring()].add(fact, before);
                }
            }
            case Node.All all -> {
                for (var part : all.parts()) {
                    add(part, fact, bits, before);
                }
            }
            case Node.Any any -> {
                for (var part : any.parts()) {
                    add(part, fact, bits, before);
                }
            }
        }
    }

    private void complete(
            int index, Plan.Stage stage, Fact fact, long first, @Nullable Done before, @Nullable Node node) {
        long start;
        if (before == null) {
            start = first;
            if (fact.time - start > stage.within() || isTooSoonAfterTheLeading(start)) {
                return;
            }
        } else {
            start = before.start();
            if (fact.time - before.time() > stage.within()) {
                return;
            }
        }
        if (fact.time - start > plan.within) {
            return;
        }
        var facts = node == null ? new Fact[] {fact} : Oldest.latest(node, rings, Evidence.MOST);
        var complete = new Done(index, fact.time, start, before, facts);
        done[index] = complete;
        if (index == plan.stages.length - 1) {
            if (plan.trailing.bit() == 0) {
                whole = complete;
            } else if (waiting.size() < MOST_WAITING) {
                waiting.add(complete);
            }
        }
    }

    private boolean isTooSoonAfterTheLeading(long start) {
        return leadingSeen != Long.MIN_VALUE && leadingSeen >= start - plan.leading.within();
    }

    /** When time alone changes something next. */
    long nextChange() {
        var next = whole == null ? Plan.NO_LIMIT : whole.start() + plan.within + 1;
        var first = waiting.peek();
        return first == null ? next : Math.min(next, first.time() + plan.trailing.within());
    }

    /** What time alone changes. */
    void reach(long time) {
        for (var first = waiting.peek();
                first != null && first.time() + plan.trailing.within() <= time;
                first = waiting.peek()) {
            waiting.poll();
            if (first.time() + plan.trailing.within() - first.start() <= plan.within) {
                whole = first;
            }
        }
        if (whole != null && time - whole.start() > plan.within) {
            whole = null;
        }
    }
}
