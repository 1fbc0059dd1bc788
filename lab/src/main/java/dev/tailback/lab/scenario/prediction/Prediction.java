package dev.tailback.lab.scenario.prediction;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.scenario.measuring.Recording;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the model says of a scenario at a speed.
 *
 * @param consumer the stage that reads too slowly
 * @param minutes how long the scenario lasts
 * @param noticeable from how many records on a lag is a backlog
 * @param turns the minutes at which something is done to the shop
 * @param recording as if it had been measured
 * @param courses that one, and others that differ in the moment at which somebody comes, and in the machine by so little
 *     that a run still counts
 */
public record Prediction(
        Part consumer,
        double speed,
        double minutes,
        double noticeable,
        SortedSet<Double> turns,
        Recording recording,
        List<Milestones> courses) {
    /** Of the time that passes between what is done to the shop and what follows. */
    private static final double TOLERANCE = 0.25;
    /** A lag falls by whole polls, and a turn takes a second or two. */
    private static final double LEAST_SECONDS = 5;
    /** With fewer of the looks that there should be, nothing is known. */
    private static final double LEAST_LOOKS = 0.5;

    public Prediction {
        courses = List.copyOf(courses);
    }

    /** When the backlog should be gone even if the model is as wrong as it may be; empty if it may never be. */
    public OptionalDouble drainedAtTheLatest() {
        Spread drained = Spread.of(courses, Milestones::drained);
        return drained.mayBeNever() || drained.most() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(drained.most() + allowance(drained.most()));
    }

    /** The prediction alone. */
    public List<Compared> foretold() {
        return against(recording);
    }

    /** The prediction beside what was measured. */
    public List<Compared> against(Recording measured) {
        Milestones seen = Milestones.of(measured, consumer.id(), minutes, noticeable);
        boolean sawPool = wasLookedAt(Milestones.pool(consumer.id()), measured);
        boolean sawLag = wasLookedAt(Milestones.lag(consumer.id()), measured);
        return List.of(
                time("the pool of " + consumer.id() + " runs out", Milestones::poolRunsOut, seen)
                        .ifSeen(sawPool),
                time("its lag begins", Milestones::lagBegins, seen).ifSeen(sawLag),
                records("its highest lag", Milestones::highestLag, seen).ifSeen(sawLag),
                time("the backlog is drained", Milestones::drained, seen).ifSeen(sawLag));
    }

    private boolean wasLookedAt(String series, Recording measured) {
        int wanted = recording.between(0, minutes).looks(series);
        return measured.between(0, minutes).looks(series) >= LEAST_LOOKS * wanted;
    }

    private Compared time(String what, Function<Milestones, @Nullable Double> milestone, Milestones seen) {
        return compared(what, milestone, seen, this::allowance, this::minutes);
    }

    private Compared records(String what, Function<Milestones, @Nullable Double> milestone, Milestones seen) {
        return compared(
                what,
                milestone,
                seen,
                records -> Math.max(noticeable, TOLERANCE * records),
                (least, most) -> range("%.0f", least, most));
    }

    private interface Words {
        String of(double least, double most);
    }

    private Compared compared(
            String what,
            Function<Milestones, @Nullable Double> milestone,
            Milestones measured,
            ToDoubleFunction<Double> allowance,
            Words words) {
        Spread said = Spread.of(courses, milestone);
        Double came = milestone.apply(measured);
        return new Compared(
                what,
                said.least(),
                said.most(),
                came,
                words(said, words),
                came == null ? "never" : words.of(came, came),
                said.allows(came, allowance));
    }

    private static String words(Spread said, Words words) {
        if (said.least() == null || said.most() == null) {
            return "never";
        }
        return words.of(said.least(), said.most()) + (said.mayBeNever() ? ", or never" : "");
    }

    private String minutes(double least, double most) {
        double cause = cause(least);
        return "minute %s, %s s after minute %.0f"
                .formatted(
                        range("%.1f", least, most),
                        range("%.0f", seconds(least - cause), seconds(most - cause)),
                        cause);
    }

    private static String range(String format, double least, double most) {
        String from = String.format(Locale.ROOT, format, least);
        String to = String.format(Locale.ROOT, format, most);
        return from.equals(to) ? from : from + " to " + to;
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
