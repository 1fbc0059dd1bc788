package dev.tailback.lab.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tailback.lab.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Optional;

/** The keys of a presenter, a line at a time: a terminal in any other mode would have to be set back by whoever kills us. */
public final class Keyboard implements Keys {
    private final BufferedReader typed;
    private final Terminal terminal;

    public Keyboard(InputStream typed, Terminal terminal) {
        this.typed = new BufferedReader(new InputStreamReader(typed, UTF_8));
        this.terminal = terminal;
    }

    @Override
    public Choice await() throws IOException {
        while (true) {
            String line = typed.readLine();
            if (line == null) {
                return Choice.END;
            }
            Optional<Choice> choice = Choice.of(line);
            if (choice.isPresent()) {
                return choice.get();
            }
            terminal.line("'%s' is not understood: %s.".formatted(line.strip(), Choice.ALLOWED));
        }
    }
}
