package dev.tailback.lab.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyboardTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new PrintStream(said, true, UTF_8), true, false, 100);

    private Keyboard keyboard(String typed) {
        return new Keyboard(new ByteArrayInputStream(typed.getBytes(UTF_8)), terminal);
    }

    @ParameterizedTest
    @CsvSource({"'', NEXT", "' ', NEXT", "r, AGAIN", "R, AGAIN", "q, END", "' q ', END"})
    void aKeyIsAChoice(String typed, Choice choice) throws IOException {
        assertThat(keyboard(typed + "\n").await()).isEqualTo(choice);
    }

    @Test
    void whatMeansNothingIsToldAndAskedForAgain() throws IOException {
        assertThat(keyboard("what\nr\n").await()).isEqualTo(Choice.AGAIN);

        assertThat(said.toString(UTF_8))
                .isEqualTo("'what' is not understood: Enter goes on, r and Enter measures again, q and Enter ends.\n");
    }

    @Test
    void aTerminalThatIsClosedEndsTheWalk() throws IOException {
        Keyboard keyboard = keyboard("\n");

        assertThat(keyboard.await()).isEqualTo(Choice.NEXT);
        assertThat(keyboard.await()).isEqualTo(Choice.END);
    }
}
