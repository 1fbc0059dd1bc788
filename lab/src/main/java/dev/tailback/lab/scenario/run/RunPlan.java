package dev.tailback.lab.scenario.run;

/**
 * How a scenario is run.
 *
 * @param speed demo minutes in a real one
 * @param scale by which its load is multiplied
 * @param seed the same makes the same load
 */
public record RunPlan(double speed, double scale, long seed) {
    public RunPlan withScale(double other) {
        return new RunPlan(speed, other, seed);
    }
}
