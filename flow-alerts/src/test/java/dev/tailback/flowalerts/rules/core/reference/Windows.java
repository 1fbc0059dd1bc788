package dev.tailback.flowalerts.rules.core.reference;

import dev.tailback.flowalerts.rules.core.model.Bound;
import dev.tailback.flowalerts.rules.core.model.Figure;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** The threshold of a rule at each boundary of its buckets, every figure computed of the signals themselves. */
final class Windows {
    private final Rule rule;
    private final List<Signal> signals;
    private final NavigableMap<Long, Boolean> breached = new TreeMap<>();

    Windows(Rule rule, List<Signal> all) {
        this.rule = rule;
        this.signals = all.stream()
                .filter(signal -> Meaning.limits(rule.threshold()).stream()
                        .anyMatch(limit -> Meaning.satisfies(limit.figure().of(), signal)))
                .toList();
        long bucket = rule.bucket().toNanos();
        long longest = Meaning.limits(rule.threshold()).stream()
                .mapToLong(limit -> limit.window().toNanos())
                .max()
                .orElse(0);
        if (signals.isEmpty()) {
            return;
        }
        long first = signals.stream().mapToLong(Signal::timeNanos).min().getAsLong();
        long last = signals.stream().mapToLong(Signal::timeNanos).max().getAsLong();
        Set<Threshold.Limit> beyond = new HashSet<>();
        for (long time = Math.floorDiv(first, bucket) * bucket; time <= last + longest + 2 * bucket; time += bucket) {
            for (Threshold.Limit limit : Meaning.limits(rule.threshold())) {
                look(limit, time, beyond);
            }
            breached.put(time, isBreached(rule.threshold(), beyond));
        }
    }

    Iterable<Long> boundaries() {
        return breached.keySet();
    }

    boolean isBreached(long time) {
        Map.Entry<Long, Boolean> last = breached.floorEntry(time);
        return last != null && last.getValue();
    }

    private static boolean isBreached(Threshold threshold, Set<Threshold.Limit> beyond) {
        return switch (threshold) {
            case Threshold.Limit limit -> beyond.contains(limit);
            case Threshold.All all -> all.parts().stream().allMatch(part -> isBreached(part, beyond));
            case Threshold.Any any -> any.parts().stream().anyMatch(part -> isBreached(part, beyond));
        };
    }

    private void look(Threshold.Limit limit, long time, Set<Threshold.Limit> beyond) {
        List<Signal> window = signals.stream()
                .filter(signal -> Meaning.satisfies(limit.figure().of(), signal))
                .filter(signal ->
                        field(limit.figure()) == null || signal.fields().get(field(limit.figure())) instanceof Number)
                .filter(signal -> signal.timeNanos() >= time - limit.window().toNanos() && signal.timeNanos() < time)
                .sorted(Comparator.comparingLong(Signal::timeNanos)
                        .thenComparingLong(Signal::idHigh)
                        .thenComparingLong(Signal::idLow)
                        .thenComparingLong(Signal::spanId))
                .toList();
        if (window.isEmpty()) {
            beyond.remove(limit);
        } else if (window.size() >= limit.minCount()) {
            if (beyond.contains(limit) && holds(limit.clear(), limit.figure(), window)) {
                beyond.remove(limit);
            } else if (!beyond.contains(limit) && holds(limit.breach(), limit.figure(), window)) {
                beyond.add(limit);
            }
        }
    }

    private static String field(Figure figure) {
        return switch (figure) {
            case Figure.Count count -> null;
            case Figure.ErrorRate rate -> null;
            case Figure.Percentile percentile -> percentile.field();
            case Figure.Gauge gauge -> gauge.field();
        };
    }

    private static boolean holds(Bound bound, Figure figure, List<Signal> window) {
        return bound.holds(
                switch (figure) {
                    case Figure.Count count -> window.size();
                    case Figure.ErrorRate rate ->
                        (double) window.stream()
                                        .filter(signal -> rate.failed().holds(signal.fields()))
                                        .count()
                                / window.size();
                    case Figure.Percentile percentile -> {
                        double[] sorted =
                                values(percentile.field(), window).sorted().toArray();
                        long rank = Math.ceilDiv((long) percentile.perTenThousand() * sorted.length, 10_000L);
                        yield sorted[(int) rank - 1];
                    }
                    case Figure.Gauge gauge -> gauge(gauge, window);
                });
    }

    private static double gauge(Figure.Gauge gauge, List<Signal> window) {
        double[] values = values(gauge.field(), window).toArray();
        return switch (gauge.aggregate()) {
            case LAST -> values[values.length - 1];
            case LEAST -> values(gauge.field(), window).min().getAsDouble();
            case MOST -> values(gauge.field(), window).max().getAsDouble();
            case MEAN -> values(gauge.field(), window).sum() / values.length;
            case SUM -> values(gauge.field(), window).sum();
        };
    }

    private static DoubleStream values(String field, List<Signal> window) {
        return window.stream().mapToDouble(signal -> ((Number) signal.fields().get(field)).doubleValue());
    }
}
