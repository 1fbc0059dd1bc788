package dev.tailback.flowalerts.kafka.rules;

import dev.tailback.flowalerts.rules.core.engine.Router;
import dev.tailback.flowalerts.rules.core.model.Rule;
import java.util.List;
import java.util.Set;

/**
 * The rules that are in force in this instance.
 *
 * @param edition counts up with each change
 */
record RulesNow(long edition, List<Rule> rules, Set<String> fields) {
    static final RulesNow NONE = new RulesNow(0, List.of(), Set.of());

    RulesNow {
        rules = List.copyOf(rules);
    }

    RulesNow next(List<Rule> other) {
        return new RulesNow(edition + 1, other, new Router(other, 1).fields());
    }
}
