package dev.tailback.lab.walk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class LiveFiguresTest {
    @Test
    void theLineTellsTheLatestFiveSecondsAndWhatNobodySawAsNothing() {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Recording recording = new Recording();
        recording.add("lag", 0.9, 1_000);
        recording.add("lag", 1.95, 40);
        LiveFigures figures =
                new LiveFigures(recording, new Terminal(new PrintStream(shown, true, UTF_8), true, false, 120));

        figures.are("measuring");
        figures.tell(2);

        assertThat(shown.toString(UTF_8))
                .isEqualTo("measuring · - failing · - errors · search - · lag 40 · fullest pool -");
    }
}
