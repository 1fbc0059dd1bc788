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
        assertThat(new WalkReport(List.of(row(true), row(true)), List.of()).outcome())
                .isEqualTo(Outcome.HELD);
        assertThat(new WalkReport(List.of(row(true), row(false)), List.of()).outcome())
                .isEqualTo(Outcome.NOT_HELD);
    }

    @Test
    void aWalkOfWhichScenesWereLeftOutProvesNothing() {
        WalkReport ended = new WalkReport(List.of(row(true)), List.of("repair", "proof"));

        assertThat(ended.outcome()).isEqualTo(Outcome.NOT_HELD);
        assertThat(ended.lines()).last().isEqualTo("NOT HELD: not shown: repair, proof");
    }
}
