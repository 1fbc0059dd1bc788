package dev.tailback.flowalerts.incidents;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import java.util.Optional;

/** The rules that are evaluated, as they are now. */
public interface RuleBook {
    RuleBook NONE = new RuleBook() {
        @Override
        public boolean leads() {
            return true;
        }

        @Override
        public Optional<Rule> rule(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Explanation> explain(String rule, Key key) {
            return Optional.empty();
        }
    };

    /** Whether this instance is the one of several that tells others. */
    boolean leads();

    /** Empty when there is none of that name any more. */
    Optional<Rule> rule(String name);

    /** How far a rule has come for a key; empty when nothing is known of it. */
    Optional<Explanation> explain(String rule, Key key);
}
