package dev.tailback.lab.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void runningTextIsBrokenForAPersonAndStaysALineInAFile() {
        String text = "a".repeat(40) + " " + "b".repeat(40);

        terminal(true).text(text, 2);
        terminal(false).text(text, 2);

        assertThat(written.toString(UTF_8)).isEqualTo("a".repeat(40) + "\n  " + "b".repeat(40) + "\n" + text + "\n");
    }

    @Test
    void stylesAreLeftOutWithoutColour() {
        Terminal plain = terminal(true);
        plain.line(plain.red("dead"));
        Terminal coloured = coloured();
        coloured.line(coloured.red("dead"));

        assertThat(written.toString(UTF_8)).isEqualTo("dead\n\033[31mdead\033[0m\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033[2J", // clears the screen
                "\033]0;a title\007",
                "\u009b31m", // the same in one character
                "\rover what stood there",
                "\nanother line",
                "\u202egnp.exe", // right to left
                "\u2066isolated\u2069",
                "\u200bno width",
                "\u2028a line",
                "\uDB40\uDC41 a tag",
                "\uD800 half a character",
                "\0"
            })
    void whatCameFromOutsideReachesTheTerminalAsItIsWritten(String hostile) {
        Terminal terminal = coloured();

        terminal.line(hostile);
        terminal.live(hostile);
        terminal.document(hostile.replace("\n", " "));
        terminal.ask(hostile);

        assertThat(written.toString(UTF_8)
                        .replace("\r\033[K", "")
                        .replace("\n", "")
                        .codePoints())
                .noneMatch(each -> Character.isISOControl(each) || Character.getType(each) == Character.FORMAT)
                .noneMatch(each -> each == '\u2028');
        assertThat(written.toString(UTF_8)).doesNotContain("?");
    }

    @Test
    void aLineHasAnEndAndTheStyleThatWasCutOffWithIt() {
        Terminal coloured = coloured();

        coloured.line(coloured.red("x".repeat(1_000_000)));

        assertThat(written.toString(UTF_8)).hasSizeLessThan(5_000).endsWith("… (1000002 characters)\033[0m\n");
    }

    @Test
    void documentsForProgramsAreNotCutAndStayJson() {
        String text = "x".repeat(100_000);

        terminal(false).document("{\n  \"a\" : \"\u202e" + text + "\"\n}");

        assertThat(written.toString(UTF_8)).isEqualTo("{\n  \"a\" : \"\\u202e" + text + "\"\n}\n");
    }

    private Terminal coloured() {
        return new Terminal(new PrintStream(written, true, UTF_8), true, true, COLUMNS);
    }

    private Terminal terminal(boolean interactive) {
        return new Terminal(new PrintStream(written, true, UTF_8), interactive, false, COLUMNS);
    }
}
