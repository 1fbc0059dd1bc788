package dev.tailback.lab.up;

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

/** Ends what runs of a lab, in order or, if it does not answer, by force. */
public final class Ending {
    private static final Duration IN_ORDER = Duration.ofSeconds(90);
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private Ending() {}

    /** Whether there was anything to end. */
    public static boolean ofAll(Home home, Terminal terminal) throws IOException, InterruptedException {
        boolean hadLab = ofLab(home, IN_ORDER, terminal);
        List<String> leftovers = endLeftovers(home);
        if (!leftovers.isEmpty()) {
            terminal.line("Ended, left behind by a lab that is gone: " + String.join(", ", leftovers) + ".");
        }
        return hadLab || !leftovers.isEmpty();
    }

    static boolean ofLab(Home home, Duration patience, Terminal terminal) throws IOException, InterruptedException {
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
