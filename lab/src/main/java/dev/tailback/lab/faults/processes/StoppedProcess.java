package dev.tailback.lab.faults.processes;

import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.machine.RunState;
import dev.tailback.lab.machine.Signal;
import dev.tailback.lab.processes.Supervisor;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;

/** SIGSTOP and SIGCONT, and what the process table says of them. */
final class StoppedProcess {
    private static final Duration TAKES_EFFECT = Duration.ofSeconds(2);

    private final Supervisor supervisor;

    StoppedProcess(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    void stop(Part part) throws IOException, InterruptedException {
        long pid = supervisor.pid(part).orElseThrow(() -> new Refusal(part + " does not run"));
        Signal.STOP.send(pid);
        Patience.until(TAKES_EFFECT, () -> RunState.of(pid).isStopped());
    }

    /** Nothing is to be done for one that has ended meanwhile. */
    void goOn(Part part) throws IOException, InterruptedException {
        OptionalLong pid = supervisor.pid(part);
        if (pid.isPresent()) {
            Signal.CONT.send(pid.getAsLong());
            Patience.until(TAKES_EFFECT, () -> !RunState.of(pid.getAsLong()).isStopped());
        }
    }

    Sight look(Part part) {
        OptionalLong pid = supervisor.pid(part);
        if (pid.isEmpty()) {
            return Sight.absent(part + " does not run");
        }
        RunState state = RunState.of(pid.getAsLong());
        return new Sight(
                state.isStopped(), "process " + pid.getAsLong() + " of " + part + " is in state " + state.letter());
    }
}
