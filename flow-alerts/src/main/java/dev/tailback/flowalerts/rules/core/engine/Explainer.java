package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.engine.chain.Chain;
import dev.tailback.flowalerts.rules.core.engine.chain.Course;
import dev.tailback.flowalerts.rules.core.engine.fact.Done;
import dev.tailback.flowalerts.rules.core.engine.plan.Leaf;
import dev.tailback.flowalerts.rules.core.engine.plan.Plan;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how far a rule has come for a key. */
final class Explainer {
    private Explainer() {}

    static Explanation explain(RuleState rule, Key key, long at, Misses misses) {
        Object name = Keys.name(key);
        Keyed keyed = rule.keys.get(name);
        Keyed known = keyed == null ? new Keyed(rule, name) : keyed;
        List<Explanation.Stage> stages = new ArrayList<>();
        int next = 0;
        List<Step> steps = rule.plan.rule.steps();
        for (int step = 0; step < steps.size(); step++) {
            Explanation.Miss miss = misses.of(rule, step, name);
            if (steps.get(step) instanceof Step.Stage) {
                stages.add(stage(known, next++, step, at, miss));
            } else {
                stages.add(new Explanation.Stage(steps.get(step).id(), false, 0, 0, known.matched[step], 0, miss));
            }
        }
        Course course = known.head;
        return new Explanation(
                rule.plan.rule.name(),
                key,
                at,
                course.phase(),
                course.since(),
                stages,
                course.readings(),
                known.late,
                rule.tooLate);
    }

    private static Explanation.Stage stage(Keyed known, int index, int step, long at, Explanation.@Nullable Miss miss) {
        Plan plan = known.rule.plan;
        Plan.Stage stage = plan.stages[index];
        Chain chain = known.head.chain;
        int seen = 0;
        int wanted = 1;
        Done reached = null;
        for (int place = index; place < chain.done.length; place += plan.stages.length) {
            Done done = chain.done[place];
            if (done != null
                    && at - done.start() <= plan.within
                    && (reached == null || done.time() >= reached.time())) {
                reached = done;
            }
            int[] counted = counted(chain, place);
            if (seen * counted[1] <= counted[0] * wanted) {
                seen = counted[0];
                wanted = counted[1];
            }
        }
        boolean needsNoMemory = plan.tracks.leaves()[index] == null;
        return new Explanation.Stage(
                stage.id(),
                reached != null,
                needsNoMemory && reached != null ? 1 : seen,
                wanted,
                known.matched[step],
                reached == null ? 0 : expires(plan, index, reached),
                miss);
    }

    private static long expires(Plan plan, int index, Done done) {
        long next = index + 1 < plan.stages.length ? plan.stages[index + 1].within() : Plan.NO_LIMIT;
        long hop = next == Plan.NO_LIMIT ? Plan.NO_LIMIT : done.time() + next;
        return Math.min(done.start() + plan.within, hop);
    }

    /** How many signals a way holds, and how many it takes. */
    private static int[] counted(Chain chain, int place) {
        Leaf[] leaves = chain.plan.tracks.leaves()[place];
        if (leaves == null) {
            return new int[] {0, 1};
        }
        int[] sum = new int[2];
        for (Leaf leaf : leaves) {
            sum[0] += chain.rings[leaf.ring()].size();
            sum[1] += leaf.atLeast();
        }
        return sum;
    }
}
