package dev.tailback.lab;

import dev.tailback.lab.load.LoadLines;
import dev.tailback.lab.load.Tally;
import dev.tailback.lab.terminal.Terminal;
import java.util.function.Consumer;

/** The state of a load once a second: in place at a terminal, line by line in a file. */
record LoadTicker(Terminal terminal) implements Consumer<Tally> {
    @Override
    public void accept(Tally tally) {
        if (terminal.isInteractive()) {
            terminal.live(LoadLines.running(tally));
        } else {
            terminal.line(LoadLines.running(tally));
        }
    }
}
