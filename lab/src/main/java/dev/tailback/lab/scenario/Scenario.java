package dev.tailback.lab.scenario;

import dev.tailback.telemetry.DemoRun.Phase;
import java.time.Duration;
import java.util.List;

/**
 * A story that a shop goes through, and what is expected of it.
 *
 * @param minutes of the demo
 * @param speed how many of them pass in a real one
 * @param fast the same for whoever is in a hurry: as fast as the story bears
 * @param isCalibrated whether tables, load and PostgreSQL's share of the processor are those of the calibration
 * @param warmUp how long shoppers come before the story begins
 * @param settings how the shop is for the whole time
 */
public record Scenario(
        String name,
        String about,
        String source,
        double minutes,
        double speed,
        double fast,
        boolean isCalibrated,
        boolean wantsReplica,
        Duration warmUp,
        Crowd crowd,
        List<Phase> phases,
        List<FaultSetting> settings,
        List<FaultStep> steps,
        List<Expectation> expectations) {
    public Scenario {
        phases = List.copyOf(phases);
        settings = List.copyOf(settings);
        steps = List.copyOf(steps);
        expectations = List.copyOf(expectations);
    }

    /** When the last thing is broken. */
    public double lastBroken() {
        return steps.stream()
                .filter(FaultStep.Set.class::isInstance)
                .mapToDouble(FaultStep::at)
                .max()
                .orElse(0);
    }

    /** When something is repaired that was broken last. */
    public double firstRepaired() {
        return steps.stream()
                .filter(FaultStep.Clear.class::isInstance)
                .mapToDouble(FaultStep::at)
                .filter(at -> at > lastBroken())
                .min()
                .orElse(minutes);
    }

    /** The phase that a minute belongs to. */
    public String phase(double minute) {
        String now = phases.getFirst().name();
        for (Phase phase : phases) {
            if (phase.from() <= minute) {
                now = phase.name();
            }
        }
        return now;
    }
}
