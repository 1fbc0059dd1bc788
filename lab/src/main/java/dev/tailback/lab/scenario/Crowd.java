package dev.tailback.lab.scenario;

import dev.tailback.lab.arrivals.Pace;
import dev.tailback.lab.journeys.Habits;
import dev.tailback.lab.journeys.JourneyPlan;
import dev.tailback.lab.journeys.Retries;
import dev.tailback.lab.journeys.Taste;
import dev.tailback.lab.journeys.Weights;
import java.time.Duration;
import java.util.List;

/**
 * Who comes to the shop.
 *
 * @param rpm shoppers a real minute, before the machine's scale; goes over evenly from one time to the next
 * @param stubbornness how those try again whose checkout failed, each from a minute on; the first from 0
 */
public record Crowd(
        Weights journeys, List<Rate> rpm, Habits habits, List<Stubbornness> stubbornness, boolean shifts, Taste taste) {
    /** So many a minute, at a minute of the demo. */
    public record Rate(double at, double rpm) {}

    /** How they try again, from a minute of the demo on. */
    public record Stubbornness(double at, Retries retries) {}

    public Crowd {
        rpm = List.copyOf(rpm);
        stubbornness = List.copyOf(stubbornness);
    }

    /** As it comes in a demo of so many minutes at that speed. */
    public JourneyPlan plan(double minutes, double speed, double scale, long seed) {
        return plan(
                Pace.linear(rpm.stream()
                        .map(rate -> new Pace.Point(real(rate.at(), speed), rate.rpm() * scale / 60))
                        .toList()),
                real(minutes, speed),
                seed);
    }

    /** As many as come at first, for so long. */
    public JourneyPlan steady(Duration lasts, double scale, long seed) {
        return plan(Pace.steady(rpm.getFirst().rpm() * scale / 60), lasts, seed);
    }

    private JourneyPlan plan(Pace pace, Duration lasts, long seed) {
        return new JourneyPlan(pace, lasts, journeys, shifts, habits, taste, seed);
    }

    private static Duration real(double minute, double speed) {
        return Duration.ofMillis(Math.round(minute / speed * 60_000));
    }
}
