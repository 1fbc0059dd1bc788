package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.engine.plan.Plan;
import dev.tailback.flowalerts.rules.core.engine.plan.Planner;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Figure;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the shares that a signal concerns, by the keys of the rules that ask for it. For one thread. */
public final class Router {
    private final Index[] indexes =
            Arrays.stream(SignalKind.values()).map(kind -> new Index()).toArray(Index[]::new);
    private final List<RuleState> hit = new ArrayList<>();
    private final Set<String> fields;
    private final int shares;
    private long signals;

    public Router(List<Rule> rules, int shares) {
        this.shares = shares;
        this.fields = fields(rules);
        for (Rule rule : rules) {
            new RuleState(Planner.plan(rule), new ArrayList<>(), Settings.DEFAULT, new Tally()).ask(indexes);
        }
        for (Index index : indexes) {
            index.build();
        }
    }

    /** A bit for each share that the signal concerns. */
    public BitSet route(Signal signal) {
        signals++;
        indexes[signal.kind().ordinal()].find(signal.fields(), matcher -> {
            for (Matcher.Target target : matcher.targets) {
                if (target.rule().signal != signals) {
                    target.rule().begin(signals);
                    hit.add(target.rule());
                }
                target.rule().hit(target, signal);
            }
        });
        BitSet concerned = new BitSet(shares);
        for (RuleState rule : hit) {
            for (int keying = 0; keying < rule.keyings(); keying++) {
                Object key = rule.concerns(keying, true) ? rule.key(keying, signal) : null;
                if (key != null) {
                    concerned.set(Share.of(rule.plan.rule.name(), key, shares));
                }
            }
        }
        hit.clear();
        return concerned;
    }

    /** All that rules look at in a signal: a signal with only these is decided as the whole one. */
    public Set<String> fields() {
        return fields;
    }

    private static Set<String> fields(List<Rule> rules) {
        Set<String> names = new TreeSet<>();
        for (Rule rule : rules) {
            Plan plan = Planner.plan(rule);
            names.addAll(Arrays.asList(plan.captured));
            names.addAll(rule.by().attributes());
            for (Step step : rule.steps()) {
                names.addAll(keyOf(step));
            }
            rule.atoms().forEach(atom -> Planner.attributes(Planner.predicate(atom), names));
            for (Threshold.Limit limit : rule.limits()) {
                switch (limit.figure()) {
                    case Figure.ErrorRate rate -> Planner.attributes(rate.failed(), names);
                    case Figure.Percentile percentile -> names.add(percentile.field());
                    case Figure.Gauge gauge -> names.add(gauge.field());
                    case Figure.Count count -> {}
                }
            }
        }
        return Set.copyOf(names);
    }

    private static List<String> keyOf(Step step) {
        By by = step.by();
        return by == null ? List.of() : by.attributes();
    }
}
