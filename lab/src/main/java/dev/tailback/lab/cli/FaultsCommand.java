package dev.tailback.lab.cli;

import dev.tailback.lab.faults.FaultLines;
import dev.tailback.lab.faults.FaultsView;
import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "faults", description = "Lists what can be broken, how, and what is broken now.")
final class FaultsCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Option(names = "--all", description = "With the keys of each fault, and what each may be.")
    private boolean all;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        try (Web web = new Web()) {
            FaultsView view = new RemoteFaults(Labs.running(homeOption.home(), web)).view();
            if (json) {
                terminal.document(Json.pretty(view));
            } else {
                FaultLines.of(view, all, terminal).forEach(line -> terminal.text(line, FaultLines.INDENTED));
            }
        }
        return 0;
    }
}
