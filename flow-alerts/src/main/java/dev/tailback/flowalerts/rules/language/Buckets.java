package dev.tailback.flowalerts.rules.language;

import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.yaml.Durations;
import dev.tailback.flowalerts.rules.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By which the windows of a rule slide. */
final class Buckets {
    static final String BUCKET = "bucket";
    static final Duration USUAL = Duration.ofSeconds(10);

    private static final int MOST = 2_000;

    /** A window that slides by a twelfth of itself is late by that at most. */
    private static final int FEWEST = 12;

    private static final List<Duration> STEPS = Stream.of(
                    "1ms", "10ms", "50ms", "100ms", "500ms", "1s", "5s", "10s", "15s", "30s", "1m", "2m", "5m", "10m",
                    "15m", "30m", "1h", "6h", "1d")
            .flatMap(text -> Durations.parse(text).stream())
            .toList();

    private Buckets() {}

    static Duration read(Fields rule, @Nullable Threshold threshold) {
        Optional<Duration> given = Times.positive(rule, BUCKET);
        if (threshold == null) {
            given.ifPresent(bucket -> rule.issues()
                    .add(
                            Code.FIELDS_EXCLUDE,
                            rule.placeOf(BUCKET),
                            "the rule has a bucket and no threshold; allowed: with a threshold",
                            "delete it"));
            return USUAL;
        }
        List<Duration> windows = ThresholdReader.limits(threshold)
                .map(Threshold.Limit::window)
                .sorted()
                .toList();
        Optional<Duration> bucket = given.or(() -> fitting(windows));
        Optional<Duration> misfit = windows.stream()
                .filter(window -> !fits(window, bucket.orElse(Duration.ZERO)))
                .findFirst();
        misfit.ifPresent(window -> rule.issues()
                .add(
                        Code.WRONG_DURATION,
                        rule.placeOf(bucket.isPresent() && given.isPresent() ? BUCKET : ThresholdReader.THRESHOLD),
                        "a window of %s cannot slide by %s; allowed: by a part of it, %,d of them at most"
                                .formatted(
                                        Durations.text(window),
                                        bucket.map(Durations::text).orElse("any step that fits the others"),
                                        MOST),
                        "write windows that have a bucket in common, such as 5m, 1h and 6h"));
        return misfit.isPresent() ? windows.getFirst() : bucket.orElse(USUAL);
    }

    /** The longest step that is a twelfth of the shortest window at most; longer ones where the longest window wants it. */
    private static Optional<Duration> fitting(List<Duration> windows) {
        List<Duration> common = STEPS.stream()
                .filter(step -> windows.stream().allMatch(window -> fits(window, step)))
                .toList();
        return common.reversed().stream()
                .filter(step -> step.multipliedBy(FEWEST).compareTo(windows.getFirst()) <= 0)
                .findFirst()
                .or(() -> common.stream().findFirst());
    }

    private static boolean fits(Duration window, Duration bucket) {
        return !bucket.isZero()
                && window.toNanos() % bucket.toNanos() == 0
                && window.toNanos() / bucket.toNanos() <= MOST;
    }
}
