package dev.tailback.lab.drill;

import static dev.tailback.lab.drill.CourseTest.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.drill.Wellness.Look;
import org.junit.jupiter.api.Test;

class WellnessTest {
    @Test
    void isWellWhenItHasBeenSoForAWhileWithoutTheCause() {
        Wellness wellness = Wellness.UNKNOWN.after(Look.WELL, at(0));

        assertThat(wellness.recovered(true, at(9))).isEmpty();
        assertThat(wellness.recovered(true, at(10))).contains(at(0));
    }

    @Test
    void withTheCauseStillThereItTakesLonger() {
        Wellness wellness = Wellness.UNKNOWN.after(Look.WELL, at(0));

        assertThat(wellness.recovered(false, at(39))).isEmpty();
        assertThat(wellness.recovered(false, at(40))).contains(at(0));
    }

    @Test
    void theTimeOfCatchingUpIsNoTimeOfRepair() {
        Wellness wellness = Wellness.UNKNOWN.after(Look.CALM, at(0)).after(Look.WELL, at(50));

        assertThat(wellness.recovered(true, at(55))).isEmpty();
        assertThat(wellness.recovered(true, at(60))).contains(at(0));
    }

    @Test
    void oneBadLookBeginsAnew() {
        Wellness wellness = Wellness.UNKNOWN
                .after(Look.WELL, at(0))
                .after(Look.UNWELL, at(5))
                .after(Look.WELL, at(6));

        assertThat(wellness.recovered(true, at(15))).isEmpty();
        assertThat(wellness.recovered(true, at(16))).contains(at(6));
    }
}
