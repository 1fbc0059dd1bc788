package dev.tailback.flowalerts.rules.core.engine.chain;

import dev.tailback.flowalerts.rules.core.verdict.Evidence;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** From when to when a rule fires for a key. */
public record Episode(
        long start,
        long end,
        Verdict.Ending ending,
        @Nullable Evidence evidence) {
    public static final long OPEN = Long.MAX_VALUE;

    public boolean isOpen() {
        return end == OPEN;
    }

    public boolean overlaps(long otherStart, long otherEnd) {
        return start == otherStart || start < otherEnd && otherStart < end;
    }
}
