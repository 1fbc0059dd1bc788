package dev.tailback.lab.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tailback.lab.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyboardTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new PrintStream(said, true, UTF_8), true, false, 100);

    private Keyboard inLines(String typed) {
        return new Keyboard(new ByteArrayInputStream(typed.getBytes(UTF_8)), terminal, false, 7);
    }

    private Keyboard bySingleKeys(String typed, int scenes) {
        return new Keyboard(new ByteArrayInputStream(typed.getBytes(UTF_8)), terminal, true, scenes);
    }

    static Stream<Arguments> words() {
        return Stream.of(
                arguments("", new Choice.Next()),
                arguments(" ", new Choice.Next()),
                arguments("b", new Choice.Back()),
                arguments("R", new Choice.Again()),
                arguments("s", new Choice.Scenes()),
                arguments("2", new Choice.Look(2)),
                arguments("g3", new Choice.Jump(3)),
                arguments("g 12", new Choice.Jump(12)),
                arguments(" q ", new Choice.End()));
    }

    @ParameterizedTest
    @MethodSource("words")
    void aWordIsAChoice(String typed, Choice choice) throws IOException {
        assertThat(inLines(typed + "\n").await()).isEqualTo(choice);
    }

    @Test
    void aKeyIsAChoiceWithoutEnter() throws IOException {
        Keyboard keyboard = bySingleKeys("\nb2g3\033[C\033[Dsq", 7);

        assertThat(keyboard.await()).isEqualTo(new Choice.Next());
        assertThat(keyboard.await()).isEqualTo(new Choice.Back());
        assertThat(keyboard.await()).isEqualTo(new Choice.Look(2));
        assertThat(keyboard.await()).isEqualTo(new Choice.Jump(3));
        assertThat(keyboard.await()).isEqualTo(new Choice.Next());
        assertThat(keyboard.await()).isEqualTo(new Choice.Back());
        assertThat(keyboard.await()).isEqualTo(new Choice.Scenes());
        assertThat(keyboard.await()).isEqualTo(new Choice.End());
    }

    @Test
    void theNumberOfASceneIsCompleteWhenNoDigitCanFollow() throws IOException {
        Keyboard keyboard = bySingleKeys("g12g1\ng3q", 12);

        assertThat(keyboard.await()).isEqualTo(new Choice.Jump(12));
        assertThat(keyboard.await()).isEqualTo(new Choice.Jump(1));
        assertThat(keyboard.await()).isEqualTo(new Choice.Jump(3));
        assertThat(keyboard.await()).isEqualTo(new Choice.End());
    }

    @Test
    void whatWasTypedBeforeItWasAskedForIsForgotten() throws IOException {
        Keyboard keyboard = bySingleKeys("\n\n\n", 7);

        keyboard.forget();

        assertThat(keyboard.await()).isEqualTo(new Choice.End());
    }

    @Test
    void whatMeansNothingIsToldAndAskedForAgain() throws IOException {
        assertThat(inLines("what\nr\n").await()).isEqualTo(new Choice.Again());

        assertThat(said.toString(UTF_8))
                .isEqualTo("'what' is not understood: " + Choice.ALLOWED + ", each with Enter.\n");
    }

    @Test
    void aTerminalThatIsClosedEndsTheWalk() throws IOException {
        Keyboard keyboard = inLines("\n");

        assertThat(keyboard.await()).isEqualTo(new Choice.Next());
        assertThat(keyboard.await()).isEqualTo(new Choice.End());
    }
}
