package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Says how far a rule has come for a key. */
final class Explainer {
    private Explainer() {}

    static Explanation explain(RuleState rule, Key key, long at, Misses misses) {
        var name = Keys.name(key);
        var keyed = rule.keys.get(name);
        var known = keyed == null ? new Keyed(rule, name) : keyed;
        var stages = new ArrayList<Explanation.Stage>();
        var next = 0;
        var steps = rule.plan.rule.steps();
        for (var step = 0; step < steps.size(); step++) {
            var miss = misses.of(rule, step, name);
            if (steps.get(step) instanceof Step.Stage) {
                stages.add(stage(known, next++, step, at, miss));
            } else {
                stages.add(new Explanation.Stage(
                        steps.get(step).id(), false, 0, 0, known.matched[step], 0, miss));
            }
        }
        var course = known.head;
        return new Explanation(
                rule.plan.rule.name(),
                key,
                at,
                course.phase,
                course.since,
                stages,
                course.readings(),
                known.late,
                rule.tooLate);
    }

    private static Explanation.Stage stage(
            Keyed known, int index, int step, long at, Explanation.@Nullable Miss miss) {
        var plan = known.rule.plan;
        var stage = plan.stages[index];
        var done = known.head.chain.done[index];
        var reached = done != null && at - done.start() <= plan.within;
        var counted = counted(known.head.chain, index);
        return new Explanation.Stage(
                stage.id(),
                reached,
                stage.condition() == null ? (reached ? 1 : 0) : counted[0],
                stage.condition() == null ? 1 : counted[1],
                known.matched[step],
                done != null && reached ? expires(plan, index, done) : 0,
                miss);
    }

    private static long expires(Plan plan, int index, Done done) {
        var next = index + 1 < plan.stages.length ? plan.stages[index + 1].within() : Plan.NO_LIMIT;
        var hop = next == Plan.NO_LIMIT ? Plan.NO_LIMIT : done.time() + next;
        return Math.min(done.start() + plan.within, hop);
    }

    /** How many signals its rings hold, and how many they would. */
    private static int[] counted(Chain chain, int stage) {
        var sum = new int[2];
        for (var i = 0; i < chain.rings.length; i++) {
            if (chain.plan.stageOfRing[i] == stage) {
                sum[0] += chain.rings[i].size();
                sum[1] += chain.plan.rings[i];
            }
        }
        return sum;
    }
}
