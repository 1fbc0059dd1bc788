package dev.tailback.lab.processes;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.machine.RunState;
import dev.tailback.lab.machine.Signal;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;

/** Signals to the processes that the lab itself has started, and what the process table says of them. */
public final class LocalHands implements Hands {
    private static final Duration TAKES_EFFECT = Duration.ofSeconds(2);

    private final Supervisor supervisor;

    public LocalHands(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    @Override
    public Look look(Part part) {
        OptionalLong pid = supervisor.pid(part);
        if (pid.isEmpty()) {
            return new Look(State.GONE, "", part + " does not run");
        }
        RunState state = RunState.of(pid.getAsLong());
        String holder = "process " + pid.getAsLong();
        return new Look(
                state.isGone() ? State.GONE : state.isStopped() ? State.PAUSED : State.RUNS,
                holder,
                holder + " of " + part + " is in state " + state.letter());
    }

    @Override
    public void kill(Part part) throws InterruptedException {
        supervisor.kill(part);
    }

    @Override
    public void end(Part part) {
        supervisor.end(part);
    }

    @Override
    public void start(Part part) throws InterruptedException {
        supervisor.startIfMissing(part);
    }

    @Override
    public void pause(Part part) throws IOException, InterruptedException {
        long pid = supervisor.pid(part).orElseThrow(() -> new Refusal(part + " does not run"));
        Signal.STOP.send(pid);
        Patience.until(TAKES_EFFECT, () -> RunState.of(pid).isStopped());
    }

    @Override
    public void goOn(Part part) throws IOException, InterruptedException {
        OptionalLong pid = supervisor.pid(part);
        if (pid.isPresent()) {
            Signal.CONT.send(pid.getAsLong());
            Patience.until(TAKES_EFFECT, () -> !RunState.of(pid.getAsLong()).isStopped());
        }
    }
}
