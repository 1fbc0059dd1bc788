package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.LabLock;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.servers.PidFile;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "Ends everything in order. Data survive: `up` goes on with them.")
final class DownCommand implements Callable<Integer> {
    private static final Duration IN_ORDER = Duration.ofSeconds(90);
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        boolean hasEnded = end(homeOption.home(), terminal);
        terminal.line(hasEnded ? "Everything has ended." : "Nothing runs.");
        return 0;
    }

    /** Whether there was anything to end. */
    static boolean end(Home home, Terminal terminal) throws IOException, InterruptedException {
        boolean hadLab = endLab(home, IN_ORDER, terminal);
        List<String> leftovers = endLeftovers(home);
        if (!leftovers.isEmpty()) {
            terminal.line("Ended, left behind by a lab that is gone: " + String.join(", ", leftovers) + ".");
        }
        return hadLab || !leftovers.isEmpty();
    }

    static boolean endLab(Home home, Duration patience, Terminal terminal) throws IOException, InterruptedException {
        try (Web web = new Web()) {
            Optional<RunningLab> lab = RunningLab.find(home, web);
            if (lab.isEmpty()) {
                return false;
            }
            askToEnd(lab.get());
            terminal.live("ending stages, relay, flow-alerts, kafka, postgres…");
            if (!Patience.until(patience, () -> !LabLock.isHeld(home))) {
                terminal.line("The lab (pid " + lab.get().pid() + ") did not end in " + patience.toSeconds()
                        + " s and is killed.");
                ProcessHandle.of(lab.get().pid()).ifPresent(ProcessHandle::destroyForcibly);
                Patience.until(AFTER_KILL, () -> !LabLock.isHeld(home));
            }
            terminal.erase();
            return true;
        }
    }

    /** A lab that does not answer may still hear a TERM. It holds the lock, so the pid is its own. */
    private static void askToEnd(RunningLab lab) throws InterruptedException {
        try {
            if (lab.shutdown().isGood()) {
                return;
            }
        } catch (WebFailure silent) {
            ProcessHandle.of(lab.pid()).ifPresent(ProcessHandle::destroy);
            return;
        }
        ProcessHandle.of(lab.pid()).ifPresent(ProcessHandle::destroy);
    }

    private static List<String> endLeftovers(Home home) {
        List<String> ended = new ArrayList<>();
        for (Part part : Part.values()) {
            PidFile pidFile = new PidFile(home.pidFile(part.id()));
            if (pidFile.livingPid().isPresent()) {
                pidFile.end(AFTER_KILL);
                ended.add(part.id());
            }
        }
        return ended;
    }
}
