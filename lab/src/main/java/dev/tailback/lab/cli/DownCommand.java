package dev.tailback.lab.cli;

import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.up.Ending;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "Ends everything in order. Data survive: `up` goes on with them.")
final class DownCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        boolean hasEnded = Ending.ofAll(homeOption.own(), terminal);
        terminal.line(hasEnded ? "Everything has ended." : "Nothing runs.");
        return 0;
    }
}
