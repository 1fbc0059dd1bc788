package dev.tailback.lab.drill;

import static dev.tailback.lab.drill.CourseTest.START;
import static dev.tailback.lab.drill.CourseTest.at;
import static dev.tailback.lab.drill.CourseTest.named;
import static dev.tailback.lab.drill.CourseTest.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Happening BEGAN = new Happening.Began(START);
    private static final Happening STRUCK = new Happening.Struck(START);

    private static Happening.Named right(long seconds, int pointing) {
        return new Happening.Named(at(seconds), "a@b", true, List.of("x", "y"), pointing);
    }

    private static Course played(long seen, long named, long recovered) {
        return of(
                BEGAN,
                STRUCK,
                new Happening.Noticed(at(seen)),
                right(named, 2),
                new Happening.Recovered(at(recovered + 10), at(recovered)),
                new Happening.Audited(at(recovered + 20), true, "lost=0"));
    }

    private static Score.Line line(Score score, String what) {
        return score.lines().stream()
                .filter(each -> each.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoIsQuickAndLosesNothingHasAllPoints() {
        Score score = Score.of(played(30, 150, 210), Losses.NONE);

        assertThat(score.total()).isEqualTo(100);
        assertThat(score.lines().stream().mapToInt(Score.Line::most).sum()).isEqualTo(100);
        assertThat(line(score, "detect").why()).startsWith("after 30 s; all points within 30 s");
    }

    @Test
    void eachSixSecondsBeyondCostAPoint() {
        Score score = Score.of(played(36, 156 + 12, 228 + 18), Losses.NONE);

        assertThat(line(score, "detect").points()).isEqualTo(19);
        assertThat(line(score, "diagnose").points()).isEqualTo(28);
        assertThat(line(score, "repair").points()).isEqualTo(22);
    }

    @Test
    void nothingIsWorthLessThanNothing() {
        Score score = Score.of(played(1_000, 3_000, 5_000), new Losses(500, 0, 0, 1));

        assertThat(score.lines()).filteredOn(each -> each.most() > 0).allMatch(each -> each.points() >= 0);
        assertThat(line(score, "orders").points()).isZero();
        assertThat(score.total()).isEqualTo(10);
    }

    @Test
    void wrongCausesEvidenceAndRepairsHintsAndFalseAlarmsCost() {
        Course course = of(
                BEGAN,
                new Happening.Noticed(START),
                STRUCK,
                new Happening.Noticed(at(10)),
                new Happening.Hinted(at(11)),
                new Happening.Hinted(at(12)),
                named(20, false),
                right(30, 1),
                new Happening.Tried(at(31), "restart catalog", false),
                new Happening.Tried(at(32), "start inventory", true),
                new Happening.Recovered(at(50), at(40)),
                new Happening.Audited(at(60), false, "lost=1"));

        Score score = Score.of(course, new Losses(3, 2, 20, 12_345));

        assertThat(line(score, "diagnose").points()).isEqualTo(24);
        assertThat(line(score, "diagnose").why()).contains("at the 2nd try");
        assertThat(line(score, "evidence").points()).isEqualTo(5);
        assertThat(line(score, "orders").points()).isEqualTo(14);
        assertThat(line(score, "orders").why())
                .isEqualTo("5 orders were lost (3 failed, 2 refused), worth 123.45; one point less for each 5");
        assertThat(line(score, "hints").points()).isEqualTo(-9);
        assertThat(line(score, "wrong repairs").points()).isEqualTo(-5);
        assertThat(line(score, "false alarms").points()).isEqualTo(-3);
        assertThat(line(score, "audit").points()).isEqualTo(-20);
        assertThat(score.total()).isEqualTo(20 + 24 + 5 + 25 + 14 - 9 - 5 - 3 - 20);
    }

    @Test
    void whatWasGivenUpKeepsThePointsOfWhatWasReached() {
        Course course = of(BEGAN, STRUCK, new Happening.Noticed(at(10)), new Happening.GaveUp(at(90)));

        Score score = Score.of(course, new Losses(7, 0, 0, 700));

        assertThat(score.total()).isEqualTo(20);
        assertThat(line(score, "orders").why()).endsWith("until it was given up");
    }
}
