package dev.tailback.lab.scenario.verdict;

import dev.tailback.lab.audit.AuditReport;
import dev.tailback.lab.calibration.Drift;
import dev.tailback.lab.calibration.Pace;
import dev.tailback.lab.scenario.Expectation;
import dev.tailback.lab.scenario.Stretch;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.measuring.Wanted;
import dev.tailback.lab.scenario.prediction.Compared;
import dev.tailback.lab.scenario.prediction.Prediction;
import dev.tailback.lab.scenario.verdict.Verdict.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Compares. What was not measured is not held.
 *
 * @param prediction empty when the model does not know the scenario
 * @param alerts that fired meanwhile; empty when nobody watched
 */
public record Judge(
        Recording recording, Optional<Prediction> prediction, Optional<List<Alert>> alerts, AuditReport audit) {
    /** @param pace null where the processor's is not known */
    public Verdict judge(List<Expectation> expectations, Drift drift, @Nullable Pace pace) {
        return Verdict.of(expectations.stream().map(this::row).toList(), drift, pace);
    }

    private Row row(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Measured measured -> row(measured, seen(measured));
            case Expectation.AlertStarts alert -> row(alert, seen(alert));
            case Expectation.AlertCause cause -> row(cause, seen(cause));
            case Expectation.NoOtherAlert none -> row(none, seen(none));
            case Expectation.AuditIsClean clean -> row(clean, audit);
            case Expectation.PredictionIsRight right -> row(right, rightness());
        };
    }

    /** An audit that still waits for orders has not seen all of them, and proves nothing. */
    public static Row row(Expectation.AuditIsClean clean, AuditReport audit) {
        boolean isProven = !audit.violated() && audit.isDrained();
        return new Row(clean.about(), clean.wanted(), audit.line(), isProven, true);
    }

    private static Row row(Expectation expectation, Wanted.Seen seen) {
        return new Row(expectation.about(), expectation.wanted(), seen.words(), seen.isHeld(), false);
    }

    private Wanted.Seen seen(Expectation.Measured measured) {
        return minutes(measured.in(), prediction)
                .map(between -> measured.is().in(measured.metric(), recording.between(between.from(), between.to())))
                .orElse(new Wanted.Seen("no drain is predicted", false));
    }

    /** Empty for what comes after a drain that nobody predicts. */
    static Optional<Stretch.Between> minutes(Stretch stretch, Optional<Prediction> prediction) {
        return switch (stretch) {
            case Stretch.Between between -> Optional.of(between);
            case Stretch.AfterPredictedDrain after -> {
                OptionalDouble drained =
                        prediction.map(Prediction::drainedAtTheLatest).orElse(OptionalDouble.empty());
                yield drained.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Stretch.Between(drained.getAsDouble(), after.end()));
            }
        };
    }

    private Wanted.Seen rightness() {
        if (prediction.isEmpty()) {
            return new Wanted.Seen("nothing was predicted", false);
        }
        List<String> wrong = prediction.get().against(recording).stream()
                .filter(compared -> !compared.isWithin())
                .map(Compared::what)
                .toList();
        return new Wanted.Seen(wrong.isEmpty() ? "all right" : "wrong: " + String.join(", ", wrong), wrong.isEmpty());
    }

    private Wanted.Seen seen(Expectation.AlertStarts wanted) {
        if (alerts.isEmpty()) {
            return new Wanted.Seen("not measured", false);
        }
        return Alert.first(alerts.get(), wanted.alert())
                .map(Alert::startsAt)
                .map(first -> new Wanted.Seen(
                        String.format(Locale.ROOT, "minute %.1f", first),
                        first >= wanted.from() && first <= wanted.to()))
                .orElse(new Wanted.Seen("never", false));
    }

    private Wanted.Seen seen(Expectation.AlertCause wanted) {
        return Alert.diagnosed(alerts.orElse(List.of()), wanted)
                .map(said -> new Wanted.Seen(said.words(), said.isRight()))
                .orElse(new Wanted.Seen("not measured", false));
    }

    private Wanted.Seen seen(Expectation.NoOtherAlert wanted) {
        if (alerts.isEmpty()) {
            return new Wanted.Seen("not measured", false);
        }
        List<String> others = alerts.get().stream()
                .filter(alert -> !wanted.but().contains(alert.rule()))
                .map(alert -> String.format(Locale.ROOT, "%s at minute %.1f", alert.rule(), alert.startsAt()))
                .toList();
        return others.isEmpty() ? new Wanted.Seen("none", true) : new Wanted.Seen(String.join(", ", others), false);
    }
}
