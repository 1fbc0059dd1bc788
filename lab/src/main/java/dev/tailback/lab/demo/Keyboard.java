package dev.tailback.lab.demo;

import dev.tailback.lab.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of a presenter: each as it is pressed, or in lines where the terminal gives nothing else. */
public final class Keyboard implements Keys {
    private static final int ESCAPE = 27;
    private static final int END_OF_INPUT = 4;

    private final InputStream typed;
    private final Terminal terminal;
    private final boolean isKeyByKey;
    private final int scenes;

    /** @param scenes how many there are: a number of a scene is complete when no digit can follow */
    public Keyboard(InputStream typed, Terminal terminal, boolean isKeyByKey, int scenes) {
        this.typed = typed;
        this.terminal = terminal;
        this.isKeyByKey = isKeyByKey;
        this.scenes = scenes;
    }

    @Override
    public Choice await() throws IOException {
        while (true) {
            String word = isKeyByKey ? key() : line();
            if (word == null) {
                return new Choice.End();
            }
            Optional<Choice> choice = Choice.of(word);
            if (choice.isPresent()) {
                return choice.get();
            }
            terminal.line("'%s' is not understood: %s%s."
                    .formatted(word.strip(), Choice.ALLOWED, isKeyByKey ? "" : ", each with Enter"));
        }
    }

    /** A key that was pressed while a scene was measured would be for a question that nobody had read. */
    @Override
    public void forget() throws IOException {
        if (isKeyByKey) {
            typed.skipNBytes(typed.available());
        }
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = typed.read(); next != '\n'; next = typed.read()) {
            if (next < 0) {
                return null;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private @Nullable String key() throws IOException {
        int key = typed.read();
        return switch (key) {
            case -1, END_OF_INPUT -> null;
            case '\n', '\r', ' ' -> "";
            case ESCAPE -> arrow();
            case 'g', 'G' -> "g" + number();
            default -> Character.toString(key);
        };
    }

    /** To the right is on, to the left is back; whatever else begins like an arrow means nothing. */
    private String arrow() throws IOException {
        StringBuilder sequence = new StringBuilder();
        while (typed.available() > 0 && sequence.length() < 2) {
            sequence.append((char) typed.read());
        }
        return switch (sequence.toString()) {
            case "[C", "OC" -> "";
            case "[D", "OD" -> "b";
            default -> "Esc";
        };
    }

    private String number() throws IOException {
        StringBuilder number = new StringBuilder();
        terminal.live("to scene …");
        while (number.isEmpty() || Integer.parseInt(number.toString()) * 10 <= scenes) {
            int digit = typed.read();
            if (digit < '0' || digit > '9') {
                break;
            }
            number.append((char) digit);
        }
        return number.toString();
    }
}
