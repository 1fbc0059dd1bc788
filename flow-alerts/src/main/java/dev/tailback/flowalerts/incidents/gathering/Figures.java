package dev.tailback.flowalerts.incidents.gathering;

import dev.tailback.flowalerts.metrics.MetricPoint;
import dev.tailback.flowalerts.metrics.MetricValue;
import dev.tailback.flowalerts.signals.Attributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Half an hour of the metrics that incidents are explained by. Of a series a point each five seconds is kept, and the latest.
 * Bounded by the number of series: 17 bytes a point, 6 MB in all; what is silent for longest goes first.
 */
public final class Figures {
    private static final int MOST_SERIES = 1_000;
    private static final int MOST_POINTS = 360;
    private static final long STEP_NANOS = 5_000_000_000L;
    private static final long OLD_NANOS = 2 * STEP_NANOS;

    /** A series, with what it measures. */
    record Series(String service, String metric, String unit, Attributes attributes) {}

    /** The times and values of a series within a stretch of time, the earliest first. */
    record Stretch(Series series, long[] nanos, double[] values) {
        int size() {
            return values.length;
        }

        /** The latest value until then, if it is not old; null when there is none. */
        @Nullable
        Double at(long moment) {
            for (int i = size() - 1; i >= 0; i--) {
                if (nanos[i] <= moment) {
                    return moment - nanos[i] <= OLD_NANOS ? values[i] : null;
                }
            }
            return null;
        }

        double last() {
            return values[values.length - 1];
        }

        double most() {
            double most = values[0];
            for (double value : values) {
                most = Math.max(most, value);
            }
            return most;
        }

        /** Of a counter; one that began anew counts from there. */
        double grown() {
            double grown = 0.0;
            for (int i = 1; i < values.length; i++) {
                grown += values[i] >= values[i - 1] ? values[i] - values[i - 1] : values[i];
            }
            return grown;
        }
    }

    private static final class Ring {
        private final long[] nanos = new long[MOST_POINTS];
        private final double[] values = new double[MOST_POINTS];
        private int next;
        private int size;

        void put(long at, double value) {
            int last = (next + MOST_POINTS - 1) % MOST_POINTS;
            int before = (next + MOST_POINTS - 2) % MOST_POINTS;
            // The latest point stands behind the last full step until it is one itself.
            if (size > 1 && at - nanos[before] < STEP_NANOS) {
                nanos[last] = at;
                values[last] = value;
                return;
            }
            nanos[next] = at;
            values[next] = value;
            next = (next + 1) % MOST_POINTS;
            size = Math.min(size + 1, MOST_POINTS);
        }

        Stretch between(Series series, long from, long to) {
            long[] times = new long[size];
            double[] found = new double[size];
            int count = 0;
            for (int i = 0; i < size; i++) {
                int slot = (next + MOST_POINTS - size + i) % MOST_POINTS;
                if (nanos[slot] >= from && nanos[slot] <= to) {
                    times[count] = nanos[slot];
                    found[count++] = values[slot];
                }
            }
            return new Stretch(series, Arrays.copyOf(times, count), Arrays.copyOf(found, count));
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Series, Ring> rings = new LinkedHashMap<>();

    public void take(List<MetricPoint> points) {
        lock.lock();
        try {
            points.forEach(this::take);
        } finally {
            lock.unlock();
        }
    }

    private void take(MetricPoint point) {
        if (!Names.METRICS.contains(point.name()) || !(point.value() instanceof MetricValue.Single single)) {
            return;
        }
        Series series = new Series(point.resource().service(), point.name(), point.unit(), point.attributes());
        Ring ring = rings.remove(series);
        Ring kept = ring == null ? new Ring() : ring;
        kept.put(point.unixNano(), single.number().doubleValue());
        rings.putLast(series, kept);
        if (rings.size() > MOST_SERIES) {
            rings.pollFirstEntry();
        }
    }

    /** The series of a metric with what they have in that time; those that have nothing are left out. */
    List<Stretch> of(String metric, long from, long to) {
        return all(series -> series.metric().equals(metric), from, to);
    }

    List<Stretch> all(Predicate<Series> wanted, long from, long to) {
        lock.lock();
        try {
            List<Stretch> found = new ArrayList<>();
            rings.forEach((series, ring) -> {
                if (wanted.test(series)) {
                    found.add(ring.between(series, from, to));
                }
            });
            found.removeIf(stretch -> stretch.size() == 0);
            found.sort(Comparator.comparing(
                            (Stretch stretch) -> stretch.series().metric())
                    .thenComparing(stretch -> stretch.series().service())
                    .thenComparing(stretch -> stretch.series().attributes().toString()));
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** The sum of the latest values of a metric's series. */
    OptionalDouble last(String metric, long from, long to) {
        List<Stretch> stretches = of(metric, from, to);
        return stretches.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        stretches.stream().mapToDouble(Stretch::last).sum());
    }
}
