package dev.tailback.flowalerts.rules.play;

import dev.tailback.flowalerts.rules.core.model.Atom;
import dev.tailback.flowalerts.rules.core.model.Condition;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Step;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules of a world that runs faster: their durations are shortened as its minutes are, but not below what two exports of a
 * metric take, since nothing is seen between them. What a condition says of a span's duration stays: a query takes as long
 * as it takes.
 */
public final class Pace {
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private final double speed;

    private Pace(double speed) {
        this.speed = speed;
    }

    public static Rule of(Rule rule, double speed) {
        return speed == 1 ? rule : new Pace(speed).of(rule);
    }

    private Rule of(Rule rule) {
        Duration bucket = millis(rule.bucket().toNanos() / speed);
        return new Rule(
                rule.name(),
                rule.by(),
                of(rule.within()),
                rule.order(),
                rule.steps().stream().map(this::of).toList(),
                atoms(rule.until()),
                rule.threshold() == null ? null : of(rule.threshold(), rule.bucket(), bucket),
                bucket,
                of(rule.holdsFor()),
                of(rule.keepFiringFor()),
                of(rule.lateness()),
                rule.labels(),
                rule.annotations());
    }

    private static Duration millis(double nanos) {
        return Duration.ofMillis(Math.max(1, Math.round(nanos / 1e6)));
    }

    /** One that is short already stays. */
    private Duration of(Duration duration) {
        if (duration.compareTo(SHORTEST) <= 0) {
            return duration;
        }
        Duration faster = millis(duration.toNanos() / speed);
        return faster.compareTo(SHORTEST) < 0 ? SHORTEST : faster;
    }

    private @Nullable Duration ofWithin(@Nullable Duration duration) {
        return duration == null ? null : of(duration);
    }

    private Step of(Step step) {
        return switch (step) {
            case Step.Stage stage ->
                new Step.Stage(stage.id(), of(stage.condition()), ofWithin(stage.within()), stage.by());
            case Step.Absence absence ->
                new Step.Absence(absence.id(), atoms(absence.noneOf()), ofWithin(absence.within()), absence.by());
        };
    }

    private Condition of(Condition condition) {
        return switch (condition) {
            case Condition.Seen seen -> new Condition.Seen(atoms(seen.anyOf()), seen.atLeast());
            case Condition.All all ->
                new Condition.All(all.parts().stream().map(this::of).toList());
            case Condition.Any any ->
                new Condition.Any(any.parts().stream().map(this::of).toList());
        };
    }

    private List<Atom> atoms(List<Atom> atoms) {
        return atoms.stream().map(this::of).toList();
    }

    private Atom of(Atom atom) {
        return switch (atom) {
            case Atom.OfSpan span -> span;
            case Atom.OfLog log -> log;
            case Atom.OfMetric metric ->
                new Atom.OfMetric(metric.metric(), metric.where(), metric.value(), of(metric.holdsFor()));
        };
    }

    /** As many as before, unless what they last would be too short. */
    private static long buckets(Duration window, Duration bucket, Duration faster) {
        Duration least = window.compareTo(SHORTEST) < 0 ? window : SHORTEST;
        return Math.max(window.dividedBy(bucket), Math.ceilDiv(least.toNanos(), faster.toNanos()));
    }

    /** Windows stay whole numbers of buckets. */
    private static Threshold of(Threshold threshold, Duration bucket, Duration faster) {
        return switch (threshold) {
            case Threshold.All all ->
                new Threshold.All(all.parts().stream()
                        .map(part -> of(part, bucket, faster))
                        .toList());
            case Threshold.Any any ->
                new Threshold.Any(any.parts().stream()
                        .map(part -> of(part, bucket, faster))
                        .toList());
            case Threshold.Limit limit ->
                new Threshold.Limit(
                        limit.id(),
                        limit.figure(),
                        faster.multipliedBy(buckets(limit.window(), bucket, faster)),
                        limit.breach(),
                        limit.clear(),
                        limit.minCount());
        };
    }
}
