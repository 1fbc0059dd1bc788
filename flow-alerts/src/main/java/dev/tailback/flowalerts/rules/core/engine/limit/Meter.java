package dev.tailback.flowalerts.rules.core.engine.limit;

import dev.tailback.flowalerts.rules.core.model.Bound;
import dev.tailback.flowalerts.rules.core.model.Figure;
import dev.tailback.flowalerts.rules.core.model.Operator;
import dev.tailback.flowalerts.rules.core.model.Threshold;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.verdict.Reading;

/**
 * Counts the signals of one limit: a few longs a bucket, which add up over a window whatever their order.
 *
 * <p>Whether a percentile is beyond a bound is decided by how many values lie below that bound: of n values the p-th by
 * nearest rank is above it exactly if fewer than p·n are not. So two counters decide, one for each bound, and exactly.
 */
public final class Meter {
    /** Sums are of whole parts and of millionths, apart: integers add up to the same in whatever order. */
    private static final double MICRO = 1e6;

    private static final double MOST = 1e15;

    /** Longs a bucket: of a count 1, an error rate 2, a percentile 3, a gauge 6. */
    static final int COUNTERS = 6;

    public final Threshold.Limit limit;
    final int buckets;

    Meter(Threshold.Limit limit, long bucketNanos) {
        this.limit = limit;
        this.buckets = (int) (limit.window().toNanos() / bucketNanos);
    }

    /** Counts a signal of the limit's population; false when it lacks what is measured. */
    boolean count(Signal signal, long[] counters, int at) {
        switch (limit.figure()) {
            case Figure.Count count -> counters[at]++;
            case Figure.ErrorRate rate -> {
                counters[at]++;
                if (rate.failed().holds(signal.fields())) {
                    counters[at + 1]++;
                }
            }
            case Figure.Percentile percentile -> {
                if (!(signal.fields().get(percentile.field()) instanceof Number number)) {
                    return false;
                }
                double value = number.doubleValue();
                counters[at]++;
                counters[at + 1] += isBelow(value, limit.breach()) ? 1 : 0;
                counters[at + 2] += isBelow(value, limit.clear()) ? 1 : 0;
            }
            case Figure.Gauge gauge -> {
                if (!(signal.fields().get(gauge.field()) instanceof Number number)) {
                    return false;
                }
                gauge(gauge.aggregate(), signal, number.doubleValue(), counters, at);
                counters[at]++;
            }
        }
        return true;
    }

    private static boolean isBelow(double value, Bound bound) {
        return bound.operator() == Operator.GREATER || bound.operator() == Operator.AT_MOST
                ? value <= bound.value()
                : value < bound.value();
    }

    private static void gauge(Figure.Aggregate aggregate, Signal signal, double value, long[] counters, int at) {
        boolean first = counters[at] == 0;
        switch (aggregate) {
            case LAST -> {
                if (first || isAfter(signal, counters, at)) {
                    counters[at + 1] = Double.doubleToLongBits(value);
                    counters[at + 2] = signal.timeNanos();
                    counters[at + 3] = signal.idHigh();
                    counters[at + 4] = signal.idLow();
                    counters[at + 5] = signal.spanId();
                }
            }
            case LEAST, MOST -> {
                double kept = Double.longBitsToDouble(counters[at + 1]);
                if (first || (aggregate == Figure.Aggregate.MOST ? value > kept : value < kept)) {
                    counters[at + 1] = Double.doubleToLongBits(value);
                }
            }
            case MEAN, SUM -> {
                double whole = Math.floor(Math.clamp(value, -MOST, MOST));
                counters[at + 1] += (long) whole;
                counters[at + 2] += Math.round((Math.clamp(value, -MOST, MOST) - whole) * MICRO);
            }
        }
    }

    private static boolean isAfter(Signal signal, long[] counters, int at) {
        int byTime = Long.compare(signal.timeNanos(), counters[at + 2]);
        int byHigh = Long.compare(signal.idHigh(), counters[at + 3]);
        int byLow = Long.compare(signal.idLow(), counters[at + 4]);
        return byTime != 0
                ? byTime > 0
                : byHigh != 0 ? byHigh > 0 : byLow != 0 ? byLow > 0 : signal.spanId() > counters[at + 5];
    }

    /** Adds one bucket's counters to those of a window; buckets come in their order. */
    void add(long[] window, long[] counters, int at) {
        if (counters[at] == 0) {
            return;
        }
        if (limit.figure() instanceof Figure.Gauge gauge
                && gauge.aggregate() != Figure.Aggregate.SUM
                && gauge.aggregate() != Figure.Aggregate.MEAN) {
            double kept = Double.longBitsToDouble(window[1]);
            double value = Double.longBitsToDouble(counters[at + 1]);
            boolean takes = window[0] == 0
                    || gauge.aggregate() == Figure.Aggregate.LAST
                    || (gauge.aggregate() == Figure.Aggregate.MOST ? value > kept : value < kept);
            window[1] = takes ? counters[at + 1] : window[1];
        } else {
            window[1] += counters[at + 1];
            window[2] += counters[at + 2];
        }
        window[0] += counters[at];
    }

    boolean isBeyond(long[] window) {
        return holds(limit.breach(), window, 1);
    }

    boolean isClear(long[] window) {
        return holds(limit.clear(), window, 2);
    }

    private boolean holds(Bound bound, long[] window, int below) {
        if (limit.figure() instanceof Figure.Percentile percentile) {
            boolean above = window[below] * 10_000 < percentile.perTenThousand() * window[0];
            return (bound.operator() == Operator.GREATER || bound.operator() == Operator.AT_LEAST) == above;
        }
        return bound.holds(figure(window));
    }

    /** NaN of no signal, and of a percentile, which is decided without knowing it. */
    double figure(long[] window) {
        if (window[0] == 0) {
            return Double.NaN;
        }
        return switch (limit.figure()) {
            case Figure.Count count -> window[0];
            case Figure.ErrorRate rate -> (double) window[1] / window[0];
            case Figure.Percentile percentile -> Double.NaN;
            case Figure.Gauge gauge ->
                switch (gauge.aggregate()) {
                    case LAST, LEAST, MOST -> Double.longBitsToDouble(window[1]);
                    case SUM -> window[1] + window[2] / MICRO;
                    case MEAN -> (window[1] + window[2] / MICRO) / window[0];
                };
        };
    }

    boolean isBreachedAfter(boolean breached, long[] window) {
        if (window[0] < limit.minCount()) {
            return breached && window[0] > 0;
        }
        return breached ? !isClear(window) : isBeyond(window);
    }

    Reading.State state(long[] window) {
        return window[0] < limit.minCount()
                ? Reading.State.INSUFFICIENT
                : isBeyond(window)
                        ? Reading.State.BEYOND
                        : isClear(window) ? Reading.State.WITHIN : Reading.State.BETWEEN;
    }
}
