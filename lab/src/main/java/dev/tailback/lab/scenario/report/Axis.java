package dev.tailback.lab.scenario.report;

import java.util.List;
import java.util.Locale;

/** The time of all charts: minutes of the demo from left to right. */
record Axis(double minutes) {
    static final double WIDTH = 960;
    static final double LEFT = 70;
    static final double RIGHT = 20;

    private static final List<Double> STEPS = List.of(1.0, 2.0, 5.0, 10.0, 20.0, 60.0);
    private static final int MOST_MARKS = 12;

    double x(double minute) {
        return LEFT + Math.clamp(minute / minutes, 0, 1) * (WIDTH - LEFT - RIGHT);
    }

    /** So wide a stretch becomes a point of a curve: a minute, or less when there are few. */
    double stretch() {
        return minutes <= 15 ? 0.5 : 1;
    }

    double markEvery() {
        return STEPS.stream()
                .filter(step -> minutes / step <= MOST_MARKS)
                .findFirst()
                .orElse(STEPS.getLast());
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
