package dev.tailback.flowalerts.watch;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.workers.Worker;
import java.util.List;
import java.util.Optional;

/** Where rules are evaluated. Many threads hand in at once. */
public interface Evaluation extends AutoCloseable {
    /** From now on these rules. Those that decide as before go on; what fires of the others is told as abandoned. */
    void use(List<Rule> rules);

    /**
     * Takes what some rule asks for.
     *
     * @param latestNanos of all that came together, asked for or not: so far has time passed
     */
    void take(Way way, List<Signal> asked, long latestNanos);

    /** Time passes by the clock. */
    void tick();

    /** Keeps what a restart is to go on from. */
    void save();

    /** In a word or two. */
    String mode();

    EvaluationState state();

    List<Key> keys(String rule, int most);

    long countKeys(String rule);

    Optional<Explanation> explain(String rule, Key key);

    List<Explanation> pending(int most);

    List<Verdict.Fired> open();

    /** Whether this instance is the one that speaks to the world; of one alone, it. */
    boolean leads();

    /** The threads that it works with. */
    List<Worker> workers();

    @Override
    void close();
}
