package dev.tailback.lab.drill;

import dev.tailback.lab.terminal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A drill as it has gone so far. What comes next is decided here and nowhere else; what cannot come now is refused.
 *
 * <pre>
 * planned → running → seen → diagnosed → repaired → audited
 *               └───────┴────────┴──► given up
 * </pre>
 *
 * @param struck when what breaks the shop was set; null before
 * @param recovered from when on the shop has been well; null before
 * @param falseAlarms how often something was seen before there was anything
 */
public record Course(
        State state,
        @Nullable Instant began,
        @Nullable Instant struck,
        @Nullable Instant seen,
        @Nullable Instant diagnosed,
        @Nullable Instant recovered,
        @Nullable Instant over,
        int falseAlarms,
        List<Happening.Named> guesses,
        List<Happening.Tried> repairs,
        int hints,
        Happening.@Nullable Audited audit) {
    public static final int MOST_HINTS = 3;
    static final int MOST_GUESSES = 50;
    static final int MOST_REPAIRS = 100;

    public static final Course PLANNED =
            new Course(State.PLANNED, null, null, null, null, null, null, 0, List.of(), List.of(), 0, null);

    public Course {
        guesses = List.copyOf(guesses);
        repairs = List.copyOf(repairs);
    }

    public Course after(Happening happening) {
        return switch (happening) {
            case Happening.Began now -> began(now);
            case Happening.Struck now -> struck(now);
            case Happening.Noticed now -> noticed(now);
            case Happening.Named now -> named(now);
            case Happening.Hinted now -> hinted();
            case Happening.Tried now -> tried(now);
            case Happening.Recovered now -> recovered(now);
            case Happening.Audited now -> audited(now);
            case Happening.GaveUp now -> gaveUp(now);
        };
    }

    private Course began(Happening.Began now) {
        demand(state == State.PLANNED, "a drill begins once");
        Draft next = draft();
        next.state = State.RUNNING;
        next.began = now.at();
        return next.course();
    }

    private Course struck(Happening.Struck now) {
        demand(state == State.RUNNING && struck == null, "a drill breaks something once, while nothing is seen");
        Draft next = draft();
        next.struck = now.at();
        return next.course();
    }

    private Course noticed(Happening.Noticed now) {
        demand(state == State.RUNNING, "it is said once that something is wrong");
        Draft next = draft();
        if (struck == null) {
            next.falseAlarms++;
        } else {
            next.state = State.SEEN;
            next.seen = now.at();
        }
        return next.course();
    }

    private Course named(Happening.Named now) {
        demand(state != State.RUNNING, "first say that you see something: ./tailback drill see");
        demand(state == State.SEEN, "a cause is named once something is seen, and until it is right");
        demand(guesses.size() < MOST_GUESSES, MOST_GUESSES + " causes were named; no more are allowed");
        Draft next = draft();
        next.guesses.add(now);
        if (now.isRight()) {
            next.state = State.DIAGNOSED;
            next.diagnosed = now.at();
        }
        return next.course();
    }

    private Course hinted() {
        demand(state.isOpen(), "hints are for a drill that runs");
        demand(hints < MOST_HINTS, "all " + MOST_HINTS + " hints were given");
        Draft next = draft();
        next.hints++;
        return next.course();
    }

    private Course tried(Happening.Tried now) {
        demand(state.isOpen(), "repairs are for a drill that runs");
        demand(repairs.size() < MOST_REPAIRS, MOST_REPAIRS + " repairs were tried; no more are allowed");
        Draft next = draft();
        next.repairs.add(now);
        return next.course();
    }

    private Course recovered(Happening.Recovered now) {
        demand(state == State.DIAGNOSED, "the shop has recovered only from what is known");
        Draft next = draft();
        next.state = State.REPAIRED;
        next.recovered = now.since();
        next.over = now.at();
        return next.course();
    }

    /** Also of a drill that was given up: nothing may be lost there either. */
    private Course audited(Happening.Audited now) {
        demand((state == State.REPAIRED || state == State.GIVEN_UP) && audit == null, "the audit ends a drill, once");
        Draft next = draft();
        next.state = state == State.REPAIRED ? State.AUDITED : state;
        next.audit = now;
        return next.course();
    }

    private Course gaveUp(Happening.GaveUp now) {
        demand(state == State.PLANNED || state.isOpen(), "a drill that is over is not given up");
        Draft next = draft();
        next.state = State.GIVEN_UP;
        next.over = now.at();
        return next.course();
    }

    private void demand(boolean isSo, String sentence) {
        if (!isSo) {
            throw new Refusal("the drill is " + state.word() + ": " + sentence);
        }
    }

    /** How long it took until something was seen; empty if nothing was. */
    public Optional<Duration> detecting() {
        return between(struck, seen);
    }

    public Optional<Duration> diagnosing() {
        return between(seen, diagnosed);
    }

    /** None when the shop was well before the cause was named. */
    public Optional<Duration> repairing() {
        return between(diagnosed, recovered).map(took -> took.isNegative() ? Duration.ZERO : took);
    }

    private static Optional<Duration> between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? Optional.empty() : Optional.of(Duration.between(from, to));
    }

    private Draft draft() {
        return new Draft(this);
    }

    /** The next course, while it is made. */
    private static final class Draft {
        private State state;
        private @Nullable Instant began;
        private @Nullable Instant struck;
        private @Nullable Instant seen;
        private @Nullable Instant diagnosed;
        private @Nullable Instant recovered;
        private @Nullable Instant over;
        private int falseAlarms;
        private final List<Happening.Named> guesses;
        private final List<Happening.Tried> repairs;
        private int hints;
        private Happening.@Nullable Audited audit;

        private Draft(Course before) {
            state = before.state;
            began = before.began;
            struck = before.struck;
            seen = before.seen;
            diagnosed = before.diagnosed;
            recovered = before.recovered;
            over = before.over;
            falseAlarms = before.falseAlarms;
            guesses = new ArrayList<>(before.guesses);
            repairs = new ArrayList<>(before.repairs);
            hints = before.hints;
            audit = before.audit;
        }

        private Course course() {
            return new Course(
                    state,
                    began,
                    struck,
                    seen,
                    diagnosed,
                    recovered,
                    over,
                    falseAlarms,
                    guesses,
                    repairs,
                    hints,
                    audit);
        }
    }
}
