package dev.tailback.lab.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final int COLUMNS = 60;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void aLiveLineIsErasedBeforeTheNextLine() {
        Terminal terminal = terminal(true);

        terminal.live("waiting");
        terminal.line("done");

        assertThat(written.toString(UTF_8)).isEqualTo("waiting\r\033[Kdone\n");
    }

    @Test
    void aFileGetsNoLiveLines() {
        Terminal terminal = terminal(false);

        terminal.live("waiting");
        terminal.line("done");

        assertThat(written.toString(UTF_8)).isEqualTo("done\n");
    }

    @Test
    void aLiveLineNeverWrapsSinceAWrappedOneCannotBeErased() {
        terminal(true).live("x".repeat(2 * COLUMNS));

        assertThat(written.toString(UTF_8)).hasSize(COLUMNS - 1);
    }

    @Test
    void nothingLivesAfterTheLastWords() {
        Terminal terminal = terminal(true);

        terminal.lastly("ending");
        terminal.live("waiting");

        assertThat(written.toString(UTF_8)).isEqualTo("ending\n");
    }

    @Test
    void stylesAreLeftOutWithoutColour() {
        assertThat(terminal(true).red("dead")).isEqualTo("dead");
        assertThat(new Terminal(System.out, true, true, COLUMNS).red("dead")).isEqualTo("\033[31mdead\033[0m");
    }

    private Terminal terminal(boolean interactive) {
        return new Terminal(new PrintStream(written, true, UTF_8), interactive, false, COLUMNS);
    }
}
