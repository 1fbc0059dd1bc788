package dev.tailback.lab.scenario.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.scenario.measuring.Recording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At speed 6 a minute of the demo is ten seconds. */
class PredictionTest {
    private static final double MINUTE = 10;
    private static final double MINUTES = 20;
    private static final double NOTICEABLE = 40;

    private static Prediction of(Recording recording) {
        return of(recording, List.of(milestones(recording)));
    }

    private static Prediction of(Recording recording, List<Milestones> courses) {
        return new Prediction(
                Part.INVENTORY, 6, MINUTES, NOTICEABLE, new TreeSet<>(List.of(0.0, 2.0, 10.0)), recording, courses);
    }

    private static Milestones milestones(Recording recording) {
        return Milestones.of(recording, "inventory", MINUTES, NOTICEABLE);
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
        assertThat(milestones(overload(24, 120, 50))).isEqualTo(new Milestones(2.4, 2.4, 50, 12.0));
        assertThat(milestones(overload(0, 0, 0))).isEqualTo(new Milestones(null, null, 3, null));
        assertThat(milestones(overload(24, 300, 50)).drained()).isNull();
    }

    @Test
    void aMomentIsNoState() {
        assertThat(milestones(overload(24, 27, 50))).isEqualTo(new Milestones(null, null, 7.7, null));
    }

    @Test
    void aPoolHasRunOutWhenFourFifthsOfItAreInUse() {
        Recording recording = new Recording();
        for (int second = 0; second < 200; second++) {
            recording.add("pool.inventory", second / MINUTE, (second < 50 ? 15 : 16) / 20.0);
        }

        assertThat(milestones(recording).poolRunsOut()).isEqualTo(5);
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
    void whatNobodyLookedAtIsNotRight() {
        Recording deaf = new Recording();
        Recording healthy = overload(0, 0, 0);
        healthy.forEach("lag.inventory", (minute, value) -> deaf.add("lag.inventory", minute, value));

        assertThat(of(healthy).against(deaf))
                .extracting(Compared::measured, Compared::isWithin)
                .containsExactly(
                        tuple("not measured", false), tuple("never", true), tuple("3", true), tuple("never", true));
        assertThat(of(healthy).against(new Recording())).noneMatch(Compared::isWithin);
    }

    /** Shoppers who came in time may wait for minutes more. */
    @Test
    void whatComesAfterTheEndIsNotCompared() {
        Recording late = overload(24, 200, 50);
        for (int second = 200; second < 400; second++) {
            late.add("lag.inventory", second / MINUTE, 0);
        }

        assertThat(of(overload(24, 200, 50)).against(late).getLast())
                .satisfies(drained -> assertThat(drained.measured()).isEqualTo("never"))
                .satisfies(drained -> assertThat(drained.isWithin()).isTrue());
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

    @Test
    void whatDependsOnAMomentIsSaidFromTheFirstCourseToTheLast() {
        Recording sooner = overload(24, 120, 50);
        Recording later = overload(34, 124, 80);
        Prediction prediction = of(sooner, List.of(milestones(sooner), milestones(later)));

        assertThat(prediction.foretold())
                .extracting(Compared::predicted)
                .containsExactly(
                        "minute 2.4 to 3.4, 4 to 14 s after minute 2",
                        "minute 2.4 to 3.4, 4 to 14 s after minute 2",
                        "50 to 80",
                        "minute 12.0 to 12.4, 20 to 24 s after minute 10");
        assertThat(prediction.against(overload(39, 120, 50)).getFirst().isWithin())
                .isTrue();
        assertThat(prediction.against(overload(40, 120, 50)).getFirst().isWithin())
                .isFalse();
        assertThat(prediction.drainedAtTheLatest()).hasValue(12.4 + 24 * 0.25 / MINUTE);
        assertThat(prediction.against(overload(0, 0, 0)).getFirst().isWithin()).isFalse();
    }

    /** One course of twenty would make a range of any width. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | minute 2.4, 4 s after minute 2
            3 | minute 2.1 to 2.4, 1 to 4 s after minute 2, or never
            """)
    void whatHappensInOneCourseOfTwentyIsNotSaid(int ofForty, String said) {
        Recording ill = overload(24, 120, 50);
        List<Milestones> courses = new ArrayList<>();
        courses.addAll(Collections.nCopies(40 - 2 * ofForty, milestones(ill)));
        courses.addAll(Collections.nCopies(ofForty, milestones(overload(21, 120, 400))));
        courses.addAll(Collections.nCopies(ofForty, milestones(overload(0, 0, 0))));

        assertThat(of(ill, courses).foretold().getFirst().predicted()).isEqualTo(said);
    }

    @Test
    void whatSomeCoursesDoNotKnowMayNeverCome() {
        Recording ill = overload(24, 120, 50);
        Prediction prediction = of(ill, List.of(milestones(ill), milestones(overload(0, 0, 0))));

        assertThat(prediction.foretold().getFirst().predicted()).isEqualTo("minute 2.4, 4 s after minute 2, or never");
        assertThat(prediction.against(overload(0, 0, 0)).getFirst().isWithin()).isTrue();
        assertThat(prediction.drainedAtTheLatest()).isEmpty();
    }
}
