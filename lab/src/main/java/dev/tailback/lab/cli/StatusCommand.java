package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Shows the processes, their ports and their memory. Exits with 3 when nothing runs.")
final class StatusCommand implements Callable<Integer> {
    private static final int NOTHING_RUNS = 3;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Home home = homeOption.home();
        try (Web web = new Web()) {
            Optional<RunningLab> lab = RunningLab.find(home, web);
            if (lab.isEmpty()) {
                if (json) {
                    terminal.document(Json.pretty(LabStatus.stopped(home, Ports.standard())));
                } else {
                    terminal.line("Nothing runs (state in " + home.path() + "); ./tailback up starts it.");
                }
                return NOTHING_RUNS;
            }
            LabStatus status = lab.get().status(true);
            if (json) {
                terminal.document(Json.pretty(status));
            } else {
                StatusTable.lines(status, terminal).forEach(terminal::line);
            }
            return 0;
        }
    }
}
