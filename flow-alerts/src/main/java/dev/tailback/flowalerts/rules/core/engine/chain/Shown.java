package dev.tailback.flowalerts.rules.core.engine.chain;

import dev.tailback.flowalerts.rules.core.engine.fact.Done;
import dev.tailback.flowalerts.rules.core.engine.plan.Plan;
import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Reading;
import dev.tailback.flowalerts.rules.core.verdict.Sighting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chains as evidence shows them. */
public final class Shown {
    private Shown() {}

    public static Evidence evidence(Plan plan, @Nullable Done whole, List<Reading> readings) {
        Deque<Evidence.Seen> stages = new ArrayDeque<>();
        for (Done done = whole; done != null; done = done.before()) {
            List<Sighting> signals = Arrays.stream(done.facts())
                    .map(fact -> fact.sighting(plan.captured))
                    .toList();
            stages.addFirst(new Evidence.Seen(plan.stages[done.stage()].id(), signals));
        }
        return new Evidence(new ArrayList<>(stages), readings);
    }
}
