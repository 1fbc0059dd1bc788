package dev.tailback.flowalerts.rules.core.engine.chain;

import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;

/** Who hears when a course begins to fire and when it ends. */
public interface Tale {
    void fires(long time, Evidence evidence);

    void ends(long start, long time, Verdict.Ending ending);
}
