package dev.tailback.lab;

import dev.tailback.lab.lag.ShopLag;
import dev.tailback.lab.load.Load;
import dev.tailback.lab.load.LoadLines;
import dev.tailback.lab.load.Tally;
import dev.tailback.lab.terminal.Terminal;

/** The state of a load once a second: in place at a terminal, line by line in a file. */
record LoadTicker(Terminal terminal, ShopLag lag) implements Load.Listener {
    @Override
    public void hear(Tally tally) throws InterruptedException {
        String line = LoadLines.running(tally, lag.now());
        if (terminal.isInteractive()) {
            terminal.live(line);
        } else {
            terminal.line(line);
        }
    }
}
