package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.faults.FaultsView;
import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.util.List;
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
                sayFaults(lab.get(), terminal);
            }
            return 0;
        }
    }

    /** Whoever set them: a shop that others have broken is up like any other. */
    private static void sayFaults(RunningLab lab, Terminal terminal) throws InterruptedException {
        try {
            List<String> broken = new RemoteFaults(lab)
                    .view().faults().stream()
                            .flatMap(fault -> fault.set().stream())
                            .map(StatusCommand::words)
                            .toList();
            if (!broken.isEmpty()) {
                terminal.line("");
                terminal.text("Broken on purpose: " + String.join(", ", broken) + "; ./tailback faults says how.", 2);
            }
        } catch (WebFailure untold) {
            // Of a drill nobody is told, and of what does not answer the table has told.
            terminal.line("");
            terminal.text("What is broken on purpose is not told: " + untold.getMessage(), 2);
        }
    }

    private static String words(FaultsView.Standing fault) {
        return fault.target().equals(fault.fault()) ? fault.fault() : fault.fault() + " " + fault.target();
    }
}
