package dev.tailback.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.scenario.FaultStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkTest {
    private static final Walk WALK = WalkReader.read("walk.yaml", """
            walk: small
            about: A walk.
            load: {rpm: 60}
            scenes:
              - {name: calm, say: Calm., for: 1s, expect: {http_error_rate: "< 1%"}}
              - {name: slow, say: Slow., do: [{set: slow-queries, stage: catalog, delay: 1s}]}
              - name: jam
                say: Jam.
                do:
                  - {clear: slow-queries}
                  - {set: pool, stage: inventory, max: 2}
                  - {set: slow-queries, stage: inventory, delay: 3s}
              - {name: repair, say: Well., do: [{clear: slow-queries}, {clear: pool}]}
            """);

    @Test
    void whoeverJumpsGetsWhatThePassedScenesLeaveSet() {
        assertThat(WALK.standingAfter(1)).isEmpty();
        assertThat(names(2)).containsExactly("slow-queries catalog");
        assertThat(names(3)).containsExactly("pool inventory", "slow-queries inventory");
        assertThat(names(4)).isEmpty();
    }

    private static List<String> names(int first) {
        return WALK.standingAfter(first).stream()
                .map(FaultStep.Set.class::cast)
                .map(set -> set.setting().fault() + " " + set.setting().with().get("stage"))
                .toList();
    }

    @Test
    void theListMarksTheSceneThatIsOn() {
        assertThat(WALK.lines(2)).containsExactly("  1  calm", "> 2  slow", "  3  jam", "  4  repair");
    }
}
