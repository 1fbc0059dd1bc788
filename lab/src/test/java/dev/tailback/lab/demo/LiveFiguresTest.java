package dev.tailback.lab.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class LiveFiguresTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Recording recording = new Recording();
    private final LiveFigures figures =
            new LiveFigures(new Terminal(new PrintStream(shown, true, UTF_8), true, false, 120));

    @Test
    void theLineTellsTheLatestFiveSecondsAndWhatNobodySawAsNothing() {
        recording.add("lag", 0.9, 1_000);
        recording.add("lag", 1.95, 40);

        figures.are("measuring");
        figures.tell(2, recording);

        assertThat(shown.toString(UTF_8))
                .endsWith("\r\033[Kmeasuring · - failing · lag 40 · search - · fullest pool - · - errors");
    }

    /** After the last scene nobody comes any more, and a presenter is to know what is waited for. */
    @Test
    void whatTheLineBeginsWithIsShownBeforeThereAreFigures() {
        figures.are("Enter: on");

        assertThat(shown.toString(UTF_8)).isEqualTo("Enter: on");
    }
}
