package dev.tailback.lab.scenario.run;

import java.time.Duration;

/**
 * How a scenario is run.
 *
 * @param speed demo minutes in a real one
 * @param scale by which its load is multiplied
 * @param seed the same makes the same load
 */
public record RunPlan(double speed, double scale, long seed) {
    private static final double MILLIS = 60_000;

    /** So many demo minutes, as they pass. */
    Duration lasting(double minutes) {
        return Duration.ofMillis(Math.round(minutes / speed * MILLIS));
    }

    public RunPlan withScale(double other) {
        return new RunPlan(speed, other, seed);
    }
}
