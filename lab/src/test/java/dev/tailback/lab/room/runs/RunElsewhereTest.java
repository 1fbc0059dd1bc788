package dev.tailback.lab.room.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunElsewhereTest {
    private static List<String> unseen(long dropped, long seen) {
        return RunElsewhere.unseen(new ScenarioRuns.Told("normal", true, null, List.of("c", "d"), null, dropped), seen);
    }

    @Test
    void onlyNewLinesAreShown() {
        assertThat(unseen(0, 0)).containsExactly("c", "d");
        assertThat(unseen(0, 1)).containsExactly("d");
        assertThat(unseen(2, 3)).containsExactly("d");
        assertThat(unseen(2, 4)).isEmpty();
    }

    @Test
    void whatWasDroppedBetweenTwoLooksIsNotShownTwice() {
        assertThat(unseen(7, 3)).containsExactly("c", "d");
    }
}
