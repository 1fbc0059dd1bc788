package dev.tailback.lab.cli;

import dev.tailback.lab.lag.ShopLag;
import dev.tailback.lab.produce.PurchaseLines;
import dev.tailback.lab.produce.Purchases;
import dev.tailback.lab.produce.Tally;
import dev.tailback.lab.terminal.Terminal;

/** The state of a load once a second: in place at a terminal, line by line in a file. */
record PurchaseTicker(Terminal terminal, ShopLag lag) implements Purchases.Listener {
    @Override
    public void hear(Tally tally) throws InterruptedException {
        String line = PurchaseLines.running(tally, lag.now());
        if (terminal.isInteractive()) {
            terminal.live(line);
        } else {
            terminal.line(line);
        }
    }
}
