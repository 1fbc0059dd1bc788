package dev.tailback.flowalerts.rules.core.model;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A flow alert: stages in order, a threshold, or both, for each key.
 *
 * @param within from the first signal of the first stage to the moment the last stage is complete, the wait of a last
 *     {@code not} included; of a rule without a threshold also how long a complete chain keeps it firing
 * @param steps empty: the threshold alone decides
 * @param until what breaks off every chain that has begun and ends what fires; empty: nothing does
 * @param bucket by which windows of thresholds slide; the engine looks at them when one has passed
 * @param holdsFor the field {@code for}
 * @param lateness how long after the watermark a late signal still counts
 */
public record Rule(
        String name,
        By by,
        Duration within,
        Order order,
        List<Step> steps,
        List<Atom> until,
        @Nullable Threshold threshold,
        Duration bucket,
        Duration holdsFor,
        Duration keepFiringFor,
        Duration lateness,
        Map<String, String> labels,
        Map<String, String> annotations) {
    public Rule {
        steps = List.copyOf(steps);
        until = List.copyOf(until);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        Durations.positive("within", within);
        Durations.positive("bucket", bucket);
        Durations.notNegative("for", holdsFor);
        Durations.notNegative("keep_firing_for", keepFiringFor);
        Durations.notNegative("lateness", lateness);
        Shape.check(name, by, steps, until, threshold, bucket);
    }

    /**
     * Whether it fires with the signal that completes it. What signals that come later can undo (a {@code not}, an
     * {@code until}, a threshold, a {@code for}) waits for the watermark.
     */
    public boolean firesAtOnce() {
        return threshold == null && until.isEmpty() && holdsFor.isZero() && Shape.onlyGrows(steps);
    }

    /** All that it asks for. */
    public Stream<Atom> atoms() {
        return Stream.of(
                        steps.stream().flatMap(Shape::atoms),
                        until.stream(),
                        limits().stream().map(limit -> limit.figure().of()))
                .flatMap(atoms -> atoms);
    }

    /** The figures of its threshold. */
    public List<Threshold.Limit> limits() {
        return threshold == null ? List.of() : Shape.limits(threshold).toList();
    }
}
