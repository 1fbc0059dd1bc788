package dev.tailback.flowalerts.rules.core.engine.plan;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.By;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives each condition of a rule's stages its bit, see {@link Plan}. */
final class Bits {
    final List<Plan.Stage> stages = new ArrayList<>();
    final List<Plan.Hold> holds = new ArrayList<>();
    final List<Plan.Use> uses = new ArrayList<>();
    final List<Integer> stepOfBit = new ArrayList<>();
    /** Of each stage. */
    private final List<Ways> ways = new ArrayList<>();

    final Tracks tracks;
    Plan.Absence leading = Plan.Absence.NONE;
    Plan.Absence trailing = Plan.Absence.NONE;
    final long untilBit;

    private final List<Waiting> waiting = new ArrayList<>();

    /** An atom with a {@code for}, whose own bits come after all others. */
    private record Waiting(Atom.OfMetric atom, By by, int target) {}

    Bits(Rule rule) {
        long notBefore = 0L;
        for (int step = 0; step < rule.steps().size(); step++) {
            notBefore = add(rule, step, notBefore);
        }
        untilBit = rule.until().isEmpty() ? 0 : 1L << next(rule.steps().size());
        for (Atom atom : rule.until()) {
            use(atom, rule.by(), Long.numberOfTrailingZeros(untilBit));
        }
        tracks = Tracks.of(ways);
        int bits = stepOfBit.size();
        for (Waiting hold : waiting) {
            long holdsBit = 1L << bits++;
            long brokenBit = 1L << bits++;
            uses.add(new Plan.Use(hold.atom(), hold.by(), 0, hold.target(), holds.size()));
            holds.add(new Plan.Hold(
                    holdsBit,
                    brokenBit,
                    1L << hold.target(),
                    hold.atom().holdsFor().toNanos()));
        }
    }

    private long add(Rule rule, int step, long notBefore) {
        switch (rule.steps().get(step)) {
            case Step.Stage stage -> {
                By by = by(rule, stage.by());
                int first = stepOfBit.size();
                ways.add(ways(stage.condition(), step, by));
                long bits = (1L << stepOfBit.size()) - (1L << first);
                stages.add(new Plan.Stage(step, stage.id(), bits, nanos(stage.within()), notBefore));
                return 0;
            }
            case Step.Absence absence -> {
                int bit = next(step);
                for (Atom atom : absence.noneOf()) {
                    use(atom, by(rule, absence.by()), bit);
                }
                if (step == 0) {
                    leading = new Plan.Absence(1L << bit, nanos(absence.within()));
                } else if (step == rule.steps().size() - 1) {
                    trailing = new Plan.Absence(1L << bit, nanos(absence.within()));
                } else {
                    return 1L << bit;
                }
                return 0;
            }
        }
    }

    private Ways ways(Condition condition, int step, By by) {
        return switch (condition) {
            case Condition.Seen seen -> Ways.of(1L << bit(seen, step, by), seen.atLeast());
            case Condition.All all ->
                all.parts().stream()
                        .map(part -> ways(part, step, by))
                        .reduce(Ways::and)
                        .orElseThrow();
            case Condition.Any any ->
                any.parts().stream()
                        .map(part -> ways(part, step, by))
                        .reduce(Ways::or)
                        .orElseThrow();
        };
    }

    private int bit(Condition.Seen seen, int step, By by) {
        int bit = next(step);
        for (Atom atom : seen.anyOf()) {
            use(atom, by, bit);
        }
        return bit;
    }

    private void use(Atom atom, By by, int bit) {
        if (atom instanceof Atom.OfMetric metric && !metric.holdsFor().isZero()) {
            waiting.add(new Waiting(metric, by, bit));
        } else {
            uses.add(new Plan.Use(atom, by, 1L << bit, bit, -1));
        }
    }

    private int next(int step) {
        stepOfBit.add(step);
        return stepOfBit.size() - 1;
    }

    private static By by(Rule rule, @Nullable By own) {
        return own == null ? rule.by() : own;
    }

    private static long nanos(@Nullable Duration within) {
        return within == null ? Plan.NO_LIMIT : within.toNanos();
    }
}
