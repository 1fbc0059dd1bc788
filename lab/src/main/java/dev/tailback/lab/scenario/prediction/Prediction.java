package dev.tailback.lab.scenario.prediction;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.scenario.measuring.Recording;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What the model says of a scenario at a speed.
 *
 * @param consumer the stage that reads too slowly
 * @param turns the minutes at which something is done to the shop
 * @param recording as if it had been measured
 */
public record Prediction(Part consumer, double speed, SortedSet<Double> turns, Recording recording) {
    /** Of the time that passes between what is done to the shop and what follows. */
    private static final double TOLERANCE = 0.25;
    /** A lag falls by whole polls, and a turn takes a second or two. */
    private static final double LEAST_SECONDS = 5;

    public Milestones milestones() {
        return Milestones.of(recording, consumer.id());
    }

    /** When the backlog should be gone even if the model is as wrong as it may be; empty if it never is. */
    public OptionalDouble drainedAtTheLatest() {
        Double drained = milestones().drained();
        return drained == null ? OptionalDouble.empty() : OptionalDouble.of(drained + allowance(drained));
    }

    /** The prediction alone. */
    public List<Compared> foretold() {
        return against(recording);
    }

    /** The prediction beside what was measured. */
    public List<Compared> against(Recording measured) {
        Milestones foretold = milestones();
        Milestones seen = Milestones.of(measured, consumer.id());
        return List.of(
                time("the pool of " + consumer.id() + " is full", foretold.poolFull(), seen.poolFull()),
                time("its lag begins", foretold.lagBegins(), seen.lagBegins()),
                new Compared(
                        "its highest lag",
                        foretold.highestLag(),
                        seen.highestLag(),
                        "%.0f".formatted(foretold.highestLag()),
                        "%.0f".formatted(seen.highestLag()),
                        Math.abs(seen.highestLag() - foretold.highestLag())
                                <= Math.max(Milestones.NOTICEABLE, TOLERANCE * foretold.highestLag())),
                time("the backlog is drained", foretold.drained(), seen.drained()));
    }

    private Compared time(String what, @Nullable Double foretold, @Nullable Double seen) {
        boolean isWithin = foretold == null || seen == null
                ? foretold == null && seen == null
                : Math.abs(seen - foretold) <= allowance(foretold);
        return new Compared(what, foretold, seen, words(foretold, foretold), words(seen, foretold), isWithin);
    }

    private String words(@Nullable Double minute, @Nullable Double foretold) {
        if (minute == null) {
            return "never";
        }
        double cause = cause(foretold == null ? minute : foretold);
        return String.format(
                Locale.ROOT, "minute %.1f, %.0f s after minute %.0f", minute, seconds(minute - cause), cause);
    }

    private double allowance(double foretold) {
        return Math.max(TOLERANCE * (foretold - cause(foretold)), LEAST_SECONDS / 60 * speed);
    }

    /** What was done last before. */
    private double cause(double minute) {
        return turns.headSet(minute).isEmpty() ? 0 : turns.headSet(minute).last();
    }

    private double seconds(double minutes) {
        return minutes / speed * 60;
    }
}
