package dev.tailback.flowalerts;

import dev.tailback.flowalerts.incidents.RuleBook;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.watch.Watch;
import java.util.Optional;

/** The rules that are watched, as incidents ask for them. */
record RulesAtWork(Watch watch) implements RuleBook {
    @Override
    public boolean leads() {
        return watch.leads();
    }

    @Override
    public Optional<Rule> rule(String name) {
        return watch.rule(name);
    }

    @Override
    public Optional<Explanation> explain(String rule, Key key) {
        return watch.explain(rule, key);
    }
}
