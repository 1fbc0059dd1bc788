package dev.tailback.lab.scenario.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.scenario.measuring.Recording;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** At speed 6 a minute of the demo is ten seconds. */
class PredictionTest {
    private static final double MINUTE = 10;

    private static Prediction of(Recording recording) {
        return new Prediction(Part.INVENTORY, 6, new TreeSet<>(List.of(0.0, 2.0, 10.0)), recording);
    }

    /** Lag and a full pool from a second on until another. */
    private static Recording overload(double from, double until, double lag) {
        Recording recording = new Recording();
        for (int second = 0; second < 200; second++) {
            boolean isIll = second >= from && second < until;
            recording.add("lag.inventory", second / MINUTE, isIll ? lag : 3);
            recording.add("pool.inventory", second / MINUTE, isIll ? 1 : 0.1);
        }
        return recording;
    }

    @Test
    void aCourseIsToldInFourNumbers() {
        assertThat(of(overload(24, 120, 50)).milestones()).isEqualTo(new Milestones(2.4, 2.4, 50, 12.0));
        assertThat(of(overload(0, 0, 0)).milestones()).isEqualTo(new Milestones(null, null, 3, null));
        assertThat(of(overload(24, 300, 50)).milestones().drained()).isNull();
    }

    @Test
    void aMomentIsNoState() {
        assertThat(of(overload(24, 27, 50)).milestones()).isEqualTo(new Milestones(null, null, 7.7, null));
    }

    /** The drain is foretold for 20 s after minute 10: within 5 s it is right. */
    @Test
    void aQuarterOfTheTimeSinceItsCauseIsWithin() {
        Prediction prediction = of(overload(24, 120, 50));

        assertThat(prediction.against(overload(26, 124, 60)))
                .allSatisfy(compared ->
                        assertThat(compared.isWithin()).as(compared.toString()).isTrue());
        assertThat(prediction.against(overload(24, 127, 50)).getLast().isWithin())
                .isFalse();
        assertThat(prediction.against(overload(30, 120, 50)).getFirst().isWithin())
                .isFalse();
        assertThat(prediction.against(overload(24, 120, 95)).get(2).isWithin()).isFalse();
        assertThat(prediction.against(overload(0, 0, 0)))
                .extracting(Compared::measured)
                .containsExactly("never", "never", "3", "never");
    }

    @Test
    void aTimeIsToldFromWhatWasDoneLast() {
        assertThat(of(overload(24, 120, 50)).foretold())
                .extracting(Compared::predicted)
                .containsExactly(
                        "minute 2.4, 4 s after minute 2",
                        "minute 2.4, 4 s after minute 2",
                        "50",
                        "minute 12.0, 20 s after minute 10");
    }
}
