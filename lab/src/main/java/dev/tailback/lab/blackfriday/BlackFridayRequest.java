package dev.tailback.lab.blackfriday;

import dev.tailback.lab.arrivals.Pace;
import dev.tailback.lab.journeys.Habits;
import dev.tailback.lab.journeys.JourneyPlan;
import dev.tailback.lab.journeys.Taste;
import dev.tailback.lab.journeys.Weights;
import dev.tailback.telemetry.DemoRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for: the load of a Black Friday, which climbs from a quarter of the peak for the first third of its time
 * and then stays. What is left out is as usual.
 *
 * @param peakRpm shoppers per real minute, literally
 * @param shiftWeights whether shoppers lose heart as checkouts fail
 */
record BlackFridayRequest(
        @Nullable String scenario,
        @Nullable Double durationMinutes,
        @Nullable Double peakRpm,
        @Nullable Boolean shiftWeights) {
    private static final Set<String> SCENARIOS = Set.of("blackfriday", "black-friday");
    private static final double USUAL_MINUTES = 30;
    private static final double LONGEST_MINUTES = 1_440;
    private static final double USUAL_PEAK = 120;
    private static final double HIGHEST_PEAK = 300_000;
    private static final int RAMP_SHARE = 3;
    private static final int CLIMB = 4;

    BlackFridayRequest {
        scenario = scenario == null ? "blackfriday" : scenario;
        durationMinutes = durationMinutes == null ? USUAL_MINUTES : durationMinutes;
        peakRpm = peakRpm == null ? USUAL_PEAK : peakRpm;
        shiftWeights = shiftWeights == null || shiftWeights;
        if (!SCENARIOS.contains(scenario)) {
            throw new IllegalArgumentException("scenario '" + scenario + "' is not allowed: blackfriday");
        }
        if (!(durationMinutes >= 0.05 && durationMinutes <= LONGEST_MINUTES)) {
            throw new IllegalArgumentException("duration_minutes " + durationMinutes + " is not allowed: 0.05 to 1440");
        }
        if (!(peakRpm >= CLIMB && peakRpm <= HIGHEST_PEAK)) {
            throw new IllegalArgumentException("peak_rpm " + peakRpm + " is not allowed: 4 to 300000");
        }
    }

    Duration lasts() {
        double minutes = durationMinutes == null ? USUAL_MINUTES : durationMinutes;
        return Duration.ofMillis(Math.round(minutes * 60_000));
    }

    Duration ramp() {
        return lasts().dividedBy(RAMP_SHARE);
    }

    JourneyPlan plan() {
        double peak = (peakRpm == null ? USUAL_PEAK : peakRpm) / 60;
        return new JourneyPlan(
                Pace.climb(peak / CLIMB, peak, ramp()),
                lasts(),
                Weights.USUAL,
                !Boolean.FALSE.equals(shiftWeights),
                Habits.USUAL,
                Taste.EVEN,
                1);
    }

    /** As the stages count it: its minutes are real ones. */
    DemoRun countedFrom(Instant start) {
        return new DemoRun(
                String.valueOf(scenario),
                start.getEpochSecond(),
                1,
                List.of(new DemoRun.Phase("ramp", 0), new DemoRun.Phase("peak", ramp().toMillis() / 60_000.0)));
    }

    String phase(Duration at) {
        if (at.compareTo(ramp()) < 0) {
            return "ramp";
        }
        return at.compareTo(lasts()) < 0 ? "peak" : "ending";
    }
}
