package dev.tailback.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.scenario.verdict.Outcome;
import dev.tailback.lab.scenario.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkReportTest {
    private static Verdict.Row row(boolean isHeld) {
        return new Verdict.Row("slow: lag", "drained", "3, then 4", isHeld, false);
    }

    @Test
    void allOfAllScenesHasToHold() {
        assertThat(new WalkReport(List.of(row(true), row(true)), true).outcome())
                .isEqualTo(Outcome.HELD);
        assertThat(new WalkReport(List.of(row(true), row(false)), true).outcome())
                .isEqualTo(Outcome.NOT_HELD);
    }

    @Test
    void aWalkThatWasEndedBeforeItsLastSceneProvesNothing() {
        WalkReport ended = new WalkReport(List.of(row(true)), false);

        assertThat(ended.outcome()).isEqualTo(Outcome.NOT_HELD);
        assertThat(ended.lines()).last().isEqualTo("NOT HELD: the walk was ended before its last scene");
    }
}
