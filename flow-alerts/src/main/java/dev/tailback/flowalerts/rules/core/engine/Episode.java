package dev.tailback.flowalerts.rules.core.engine;

import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** From when to when a rule fires for a key. */
record Episode(
        long start,
        long end,
        Verdict.Ending ending,
        @Nullable Evidence evidence) {
    static final long OPEN = Long.MAX_VALUE;

    boolean isOpen() {
        return end == OPEN;
    }

    boolean overlaps(long otherStart, long otherEnd) {
        return start == otherStart || start < otherEnd && otherStart < end;
    }
}
