package dev.tailback.lab.cli;

import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "clear", description = "Undoes a fault, or all that are set.")
final class ClearCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The name of the fault (default: all).")
    private @Nullable String name;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        try (Web web = new Web()) {
            List<String> cleared = new RemoteFaults(Labs.running(homeOption.home(), web)).clear(name);
            terminal.line(
                    cleared.isEmpty()
                            ? (name == null
                                    ? "Nothing to clear: no fault is set."
                                    : "Nothing to clear: " + name + " is not set.")
                            : "Cleared: " + String.join(", ", cleared) + ".");
        }
        return 0;
    }
}
