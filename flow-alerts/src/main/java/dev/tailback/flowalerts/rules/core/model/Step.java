package dev.tailback.flowalerts.rules.core.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the stages of a rule, in their order. */
public sealed interface Step {
    /** By which explanations, evidence and annotations call it; of its own within a rule. */
    String id();

    /** Where the stage finds the rule's key in its signals, value by value; null: where the rule does. */
    @Nullable
    By by();

    /**
     * Something that must come.
     *
     * @param within how long after the stage before was complete this one must be; of the first stage, how far its first
     *     signal may lie from its last; null: no limit but the rule's
     */
    record Stage(
            String id,
            Condition condition,
            @Nullable Duration within,
            @Nullable By by) implements Step {
        public Stage {
            Durations.positive("within", within);
        }
    }

    /**
     * Something that must not come: between the stages before and after it; as the first, in the time {@code within} before
     * the first signal of the next stage; as the last, in the time {@code within} after the stage before was complete.
     *
     * @param within null exactly where a stage stands before and after it
     */
    record Absence(
            String id,
            List<Atom> noneOf,
            @Nullable Duration within,
            @Nullable By by) implements Step {
        public Absence {
            noneOf = List.copyOf(noneOf);
            if (noneOf.isEmpty()) {
                throw new IllegalArgumentException("%s: not of nothing; allowed: at least one atom".formatted(id));
            }
            Durations.positive("within", within);
        }
    }
}
