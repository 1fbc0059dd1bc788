package dev.tailback.lab.scenario.verdict;

import dev.tailback.lab.scenario.Expectation;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.Stretch;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.measuring.Wanted;
import dev.tailback.lab.scenario.prediction.Compared;
import dev.tailback.lab.scenario.prediction.Prediction;
import java.util.List;
import java.util.Optional;

/**
 * How far a scenario is, and what has become of its expectations so far.
 *
 * @param predicted beside what was measured so far; empty when the model does not know the scenario
 */
public record Progress(String scenario, double minute, double minutes, List<Row> rows, List<Compared> predicted) {
    public Progress {
        rows = List.copyOf(rows);
        predicted = List.copyOf(predicted);
    }

    /** Whether its minutes are to come, go on, or are over. */
    public enum State {
        TO_COME,
        SO_FAR,
        MEASURED
    }

    /** @param held means something once it is measured; before it is what it would be if it ended now */
    public record Row(String expectation, String wanted, String seen, State state, boolean held) {}

    private static final Wanted.Seen NOT_YET = new Wanted.Seen("to come", false);

    public static Progress of(Scenario scenario, Recording recording, Optional<Prediction> prediction, double minute) {
        return new Progress(
                scenario.name(),
                minute,
                scenario.minutes(),
                scenario.expectations().stream()
                        .map(expectation -> row(expectation, recording, prediction, minute))
                        .toList(),
                prediction.map(said -> said.against(recording)).orElse(List.of()));
    }

    private static Row row(
            Expectation expectation, Recording recording, Optional<Prediction> prediction, double minute) {
        return switch (expectation) {
            case Expectation.Measured measured -> row(measured, recording, prediction, minute);
            case Expectation.AlertStarts alert -> row(alert, NOT_YET, State.TO_COME);
            case Expectation.AlertCause cause -> row(cause, NOT_YET, State.TO_COME);
            case Expectation.NoOtherAlert none -> row(none, NOT_YET, State.TO_COME);
            case Expectation.AuditIsClean clean -> row(clean, NOT_YET, State.TO_COME);
            case Expectation.PredictionIsRight right -> row(right, NOT_YET, State.TO_COME);
        };
    }

    private static Row row(
            Expectation.Measured measured, Recording recording, Optional<Prediction> prediction, double minute) {
        Optional<Stretch.Between> stretch = Judge.minutes(measured.in(), prediction);
        if (stretch.isEmpty() || minute <= stretch.get().from()) {
            return row(measured, NOT_YET, State.TO_COME);
        }
        double to = Math.min(minute, stretch.get().to());
        return row(
                measured,
                measured.is()
                        .in(measured.metric(), recording.between(stretch.get().from(), to)),
                minute < stretch.get().to() ? State.SO_FAR : State.MEASURED);
    }

    private static Row row(Expectation expectation, Wanted.Seen seen, State state) {
        return new Row(expectation.about(), expectation.wanted(), seen.words(), state, seen.isHeld());
    }
}
