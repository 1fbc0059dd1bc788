package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.List;

/**
 * Who is told what becomes of rules. One thread tells it, in order, and waits for the answer: nothing may take long here.
 * After a restart something may be told again; its incident's id is the same then.
 */
public interface Verdicts {
    /** A rule began to fire for a key, or ceased to. */
    void take(Change change);

    /**
     * The keys for which a rule would fire, had its {@code for} passed: all of them, each time that they have changed. What
     * is not among them any more fires by now, or waits no longer.
     */
    void waiting(List<Explanation> waiting);

    /** @param rule as it was when it decided so */
    record Change(Rule rule, Verdict verdict) {}
}
