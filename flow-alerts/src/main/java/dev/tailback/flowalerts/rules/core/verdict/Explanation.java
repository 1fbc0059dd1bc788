package dev.tailback.flowalerts.rules.core.verdict;

import dev.tailback.flowalerts.rules.core.model.Check;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a rule has come for a key, and what it lacks.
 *
 * @param sinceNanos when the phase began; 0 of {@link Phase#QUIET}
 * @param stages in their order, one of each
 * @param late signals of this key that came behind the watermark and still counted
 * @param tooLate signals of this rule, whatever the key, that came too late to count
 */
public record Explanation(
        String rule,
        Key key,
        long atNanos,
        Phase phase,
        long sinceNanos,
        List<Stage> stages,
        List<Reading> limits,
        long late,
        long tooLate) {
    public Explanation {
        stages = List.copyOf(stages);
        limits = List.copyOf(limits);
    }

    public enum Phase {
        /** Nothing to tell. */
        QUIET,
        /** It would fire, and {@code for} has not passed. */
        PENDING,
        FIRING,
        /** Over, and {@code keep_firing_for} has not passed. */
        KEPT
    }

    /** The last stage of the furthest chain that is still young enough; empty when none has begun. */
    public Optional<Stage> deepest() {
        return stages.stream().filter(Stage::reached).reduce((earlier, later) -> later);
    }

    /**
     * @param reached whether a chain that is not too old has completed it
     * @param seen how many of its signals count towards it now
     * @param wanted how many it takes; 0 of a {@code not}
     * @param matched signals that satisfied one of its atoms, since the key is known
     * @param expiresNanos when the chain is too old for the next stage; 0 where it is not reached
     * @param miss the signal that came nearest, when the engine looks for those
     */
    public record Stage(
            String id,
            boolean reached,
            int seen,
            int wanted,
            long matched,
            long expiresNanos,
            @Nullable Miss miss) {}

    /** A signal that satisfied not all of an atom: the first check that failed, and what the attribute really was. */
    public record Miss(
            Sighting signal, Check check, @Nullable Object actual) {}
}
