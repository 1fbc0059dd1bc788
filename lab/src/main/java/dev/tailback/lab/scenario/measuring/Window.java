package dev.tailback.lab.scenario.measuring;

import dev.tailback.lab.shop.Percentiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** A stretch of a recording. What nobody saw is empty, never zero. */
public final class Window {
    private final Recording recording;
    private final double from;
    private final double to;

    Window(Recording recording, double from, double to) {
        this.recording = recording;
        this.from = from;
        this.to = to;
    }

    OptionalDouble sum(String series) {
        double[] values = values(series);
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(values).sum());
    }

    OptionalDouble mean(String series) {
        return Arrays.stream(values(series)).average();
    }

    OptionalDouble most(String series) {
        return Arrays.stream(values(series)).max();
    }

    OptionalDouble least(String series) {
        return Arrays.stream(values(series)).min();
    }

    OptionalDouble percentile(String series, double percent) {
        return new Percentiles(values(series)).at(percent);
    }

    /** How often somebody looked. */
    public int looks(String series) {
        return values(series).length;
    }

    /** By how much it has grown to the last look, from the last one before if there is one: no growth is between windows. */
    OptionalDouble growth(String series) {
        double[] values = values(series);
        OptionalDouble before = recording.lastBefore(series, from);
        if (values.length < (before.isPresent() ? 1 : 2)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(values[values.length - 1] - before.orElse(values[0]));
    }

    /** Of what some grew by together, the share of the one that grew most. */
    OptionalDouble largestShareOfGrowth(String prefix) {
        List<Double> growths = new ArrayList<>();
        for (String name : recording.names()) {
            if (name.startsWith(prefix)) {
                growth(name).ifPresent(growths::add);
            }
        }
        double all = growths.stream().mapToDouble(Double::doubleValue).sum();
        return all == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        growths.stream().mapToDouble(Double::doubleValue).max().orElse(0) / all);
    }

    /** The three thirds, one after the other. */
    List<Window> thirds() {
        double third = (to - from) / 3;
        return List.of(
                new Window(recording, from, from + third),
                new Window(recording, from + third, to - third),
                new Window(recording, to - third, to));
    }

    private double[] values(String series) {
        return recording.isIncomplete(series) ? new double[0] : recording.values(series, from, to);
    }
}
