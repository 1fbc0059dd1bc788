package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.engine.fact.Fact;
import dev.tailback.flowalerts.rules.core.engine.plan.Failing;
import dev.tailback.flowalerts.rules.core.engine.plan.Plan;
import dev.tailback.flowalerts.rules.core.engine.plan.Planner;
import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Sighting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which signals came nearest to each stage that they did not satisfy, for explanations. */
final class Misses {
    private final Settings settings;
    private final Map<Place, Miss> nearest;

    private record Place(String rule, int step, Object key) {}

    private record Miss(Signal signal, Failing failing) {
        /** One that has the attribute is nearer than one that lacks it; of the equally near the later counts. */
        boolean isNearerThan(@Nullable Miss other) {
            return other == null || rank() >= other.rank();
        }

        private int rank() {
            return 2 * failing.passed() + (failing.actual() == null ? 0 : 1);
        }
    }

    Misses(Settings settings) {
        this.settings = settings;
        this.nearest = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Place, Miss> eldest) {
                return size() > settings.mostKeys();
            }
        };
    }

    void look(Signal signal, List<RuleState> rules) {
        for (RuleState rule : rules) {
            for (Plan.Use use : rule.plan.uses) {
                if (use.atom().kind() == signal.kind() && use.rank() < rule.plan.stepOfBit.length) {
                    look(signal, rule, use);
                }
            }
        }
    }

    private void look(Signal signal, RuleState rule, Plan.Use use) {
        if (use.atom() instanceof Atom.OfMetric metric && !metric.metric().equals(signal.name())) {
            return;
        }
        Failing failing = Failing.of(Planner.predicate(use.atom()), signal.fields());
        Object key = new Keys(use.by().attributes()).of(signal);
        if (failing != null && key != null) {
            Place place = new Place(rule.plan.rule.name(), rule.plan.stepOfBit[use.rank()], key);
            Miss miss = new Miss(signal, failing);
            if (miss.isNearerThan(nearest.get(place))) {
                nearest.put(place, miss);
            }
        }
    }

    Explanation.@Nullable Miss of(RuleState rule, int step, Object key) {
        if (!settings.nearMisses()) {
            return null;
        }
        Miss miss = nearest.get(new Place(rule.plan.rule.name(), step, key));
        if (miss == null) {
            return null;
        }
        String[] names = rule.plan.captured;
        Sighting sighting = Fact.of(miss.signal(), 0, 0, names).sighting(names);
        return new Explanation.Miss(
                sighting, miss.failing().check(), miss.failing().actual());
    }
}
