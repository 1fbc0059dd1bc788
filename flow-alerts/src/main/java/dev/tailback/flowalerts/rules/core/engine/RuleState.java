package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.engine.fact.Fact;
import dev.tailback.flowalerts.rules.core.engine.limit.Meter;
import dev.tailback.flowalerts.rules.core.engine.plan.Plan;
import dev.tailback.flowalerts.rules.core.engine.plan.Planner;
import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Predicate;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rule at work: its keys, and what the signal at hand is to it. */
final class RuleState {
    final Plan plan;
    final Settings settings;
    final Tally tally;
    final Map<Object, Keyed> keys = new HashMap<>();
    final List<Verdict> told;
    long tooLate;

    private final List<By> bys = new ArrayList<>();
    private Keys[] keysBy = {};
    private long[] masks = {};
    private int[] ranks = {};
    private long limits;
    /** The signal that the fields above are of. */
    long signal;

    RuleState(Plan plan, List<Verdict> told, Settings settings, Tally tally) {
        this.plan = plan;
        this.told = told;
        this.settings = settings;
        this.tally = tally;
        keyBy(plan.rule.by());
    }

    /** Limits are counted under the first, the rule's own. */
    private int keyBy(By by) {
        int at = bys.indexOf(by);
        if (at >= 0) {
            return at;
        }
        bys.add(by);
        keysBy = bys.stream().map(each -> new Keys(each.attributes())).toArray(Keys[]::new);
        masks = new long[bys.size()];
        ranks = new int[bys.size()];
        return bys.size() - 1;
    }

    /** Hangs what the rule asks for into the indexes, of which there is one for each kind of signal. */
    void ask(Index[] indexes) {
        for (Plan.Use use : plan.uses) {
            int key = keyBy(use.by());
            Matcher.Target target = use.hold() < 0
                    ? new Matcher.Target(this, key, use.bit(), 0, use.rank(), Predicate.ALWAYS, 0)
                    : held(key, use);
            ask(indexes, use.atom(), use.hold() >= 0, target);
        }
        Meter[] meters = plan.limits.meters;
        for (int i = 0; i < meters.length; i++) {
            Matcher.Target target = new Matcher.Target(this, 0, 0, 0, Integer.MAX_VALUE, Predicate.ALWAYS, 1L << i);
            ask(indexes, meters[i].limit.figure().of(), false, target);
        }
    }

    private Matcher.Target held(int key, Plan.Use use) {
        Plan.Hold hold = plan.holds[use.hold()];
        Predicate value = use.atom() instanceof Atom.OfMetric metric ? metric.value() : Predicate.ALWAYS;
        return new Matcher.Target(this, key, hold.holds(), hold.broken(), use.rank(), value, 0);
    }

    private static void ask(Index[] indexes, Atom atom, boolean whateverItsValue, Matcher.Target target) {
        indexes[atom.kind().ordinal()]
                .ask(Planner.asked(atom, whateverItsValue))
                .asked
                .add(target);
    }

    void begin(long number) {
        signal = number;
        for (int i = 0; i < masks.length; i++) {
            masks[i] = 0;
            ranks[i] = Integer.MAX_VALUE;
        }
        limits = 0;
    }

    void hit(Matcher.Target target, Signal signal) {
        int key = target.key();
        boolean holds = target.holds() == Predicate.ALWAYS || target.holds().holds(signal.fields());
        masks[key] |= holds ? target.bit() : target.broken();
        ranks[key] = target.rank() < ranks[key] ? target.rank() : ranks[key];
        limits |= target.limits();
    }

    /** A signal that stages find under the same key by different attributes is one fact of that key. */
    void join(Signal signal) {
        for (int i = 1; i < masks.length; i++) {
            Object name = masks[i] == 0 ? null : key(i, signal);
            for (int j = 0; name != null && j < i; j++) {
                if (masks[j] != 0 && name.equals(key(j, signal))
                        || j == 0 && limits != 0 && name.equals(key(0, signal))) {
                    masks[j] |= masks[i];
                    ranks[j] = Math.min(ranks[j], ranks[i]);
                    masks[i] = 0;
                    break;
                }
            }
        }
    }

    boolean counts() {
        return limits != 0;
    }

    int keyings() {
        return masks.length;
    }

    boolean concerns(int keying, boolean isNew) {
        return masks[keying] != 0 || keying == 0 && isNew && limits != 0;
    }

    @Nullable
    Object key(int keying, Signal signal) {
        return keysBy[keying].of(signal);
    }

    void take(Keyed keyed, int keying, Signal signal, boolean isNew, long watermark) {
        long mask = masks[keying];
        keyed.take(
                signal,
                mask == 0 ? null : Fact.of(signal, mask, ranks[keying], plan.captured),
                keying == 0 && isNew ? limits : 0,
                watermark);
    }
}
