package dev.tailback.lab.arrivals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many come when: a rate that stays, leaps or climbs evenly. The last one goes on for ever. */
public final class Pace {
    /** From a time on, so many a second. */
    public record Point(Duration at, double perSecond) {
        public Point {
            if (at.isNegative() || !(perSecond > 0) || Double.isInfinite(perSecond)) {
                throw new IllegalArgumentException("a pace needs times from 0 on and rates above 0, not " + perSecond
                        + " a second at " + at.toMillis() + " ms");
            }
        }

        double seconds() {
            return at.toNanos() / 1e9;
        }
    }

    /** A stretch in which the rate changes evenly; {@code before} have come when it begins. */
    private record Stretch(double begins, double rate, double slope, double before) {
        double rateAt(double seconds) {
            return rate + slope * (seconds - begins);
        }

        double countAt(double seconds) {
            double within = seconds - begins;
            return before + within * (rate + slope * within / 2);
        }

        /** Solved in the form that stays exact while the rate hardly changes. */
        double secondsAt(double count) {
            double missing = count - before;
            return begins + 2 * missing / (rate + Math.sqrt(Math.max(0, rate * rate + 2 * slope * missing)));
        }
    }

    private final List<Stretch> stretches;

    private Pace(List<Stretch> stretches) {
        this.stretches = List.copyOf(stretches);
    }

    public static Pace steady(double perSecond) {
        return steps(List.of(new Point(Duration.ZERO, perSecond)));
    }

    /** Climbs or falls evenly for so long, then stays. */
    public static Pace climb(double from, double to, Duration within) {
        return linear(List.of(new Point(Duration.ZERO, from), new Point(within, to)));
    }

    /** Each rate stays until the next. */
    public static Pace steps(List<Point> points) {
        return new Pace(stretches(points, false));
    }

    /** Each rate goes over evenly into the next. */
    public static Pace linear(List<Point> points) {
        return new Pace(stretches(points, true));
    }

    private static List<Stretch> stretches(List<Point> points, boolean areEven) {
        demandOrder(points);
        List<Stretch> stretches = new ArrayList<>();
        double before = 0;
        for (int n = 0; n < points.size(); n++) {
            Point from = points.get(n);
            Point to = n + 1 < points.size() ? points.get(n + 1) : from;
            double lasts = to.seconds() - from.seconds();
            double slope = areEven && lasts > 0 ? (to.perSecond() - from.perSecond()) / lasts : 0;
            Stretch stretch = new Stretch(from.seconds(), from.perSecond(), slope, before);
            stretches.add(stretch);
            before = stretch.countAt(to.seconds());
        }
        return stretches;
    }

    private static void demandOrder(List<Point> points) {
        if (points.isEmpty() || !points.getFirst().at().isZero()) {
            throw new IllegalArgumentException("a pace begins at 0, not with " + points);
        }
        for (int n = 1; n < points.size(); n++) {
            if (points.get(n).at().compareTo(points.get(n - 1).at()) <= 0) {
                throw new IllegalArgumentException("the points of a pace are in the order of their time, but after "
                        + points.get(n - 1) + " comes " + points.get(n));
            }
        }
    }

    /** When the n-th is to come, counted from 0, whatever became of those before. */
    public Duration offset(long n) {
        Stretch stretch = stretches.getFirst();
        for (Stretch next : stretches) {
            if (next.before() > n) {
                break;
            }
            stretch = next;
        }
        return Duration.ofNanos(Math.round(stretch.secondsAt((double) n) * 1e9));
    }

    /** How many have come by then. */
    public long countUntil(Duration end) {
        double seconds = end.toNanos() / 1e9;
        return (long) Math.ceil(at(seconds).countAt(seconds) - 1e-9);
    }

    public double perSecond(Duration at) {
        double seconds = at.toNanos() / 1e9;
        return at(seconds).rateAt(seconds);
    }

    private Stretch at(double seconds) {
        Stretch stretch = stretches.getFirst();
        for (Stretch next : stretches) {
            if (next.begins() > seconds) {
                break;
            }
            stretch = next;
        }
        return stretch;
    }
}
