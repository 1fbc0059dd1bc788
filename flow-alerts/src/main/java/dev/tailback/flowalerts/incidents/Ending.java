package dev.tailback.flowalerts.incidents;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import java.util.Locale;

/** Why an incident is over. */
public enum Ending {
    /** Its rule holds no more. */
    OVER,
    /** What the rule's {@code until} waits for has come. */
    UNTIL,
    /** Late signals show that it never was. */
    WITHDRAWN,
    /** Its rule was edited or deleted while it fired. */
    ABANDONED,
    /**
     * Its rule says nothing of it any more: what was known was lost in a restart, and the rule has not held again for as long as it
     * could have.
     */
    LOST;

    static Ending of(Verdict.Ending ending) {
        return switch (ending) {
            case OVER -> OVER;
            case UNTIL -> UNTIL;
            case WITHDRAWN -> WITHDRAWN;
            case ABANDONED -> ABANDONED;
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
