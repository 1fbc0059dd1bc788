package dev.tailback.lab.faults.processes;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.machine.RunState;
import dev.tailback.lab.processes.Supervisor;
import java.util.List;
import java.util.Map;

/** SIGKILL; clearing starts the part again. */
public final class KilledPart implements Fault {
    private static final String PART = "part";
    private static final String PID = "pid";

    private final Supervisor supervisor;

    public KilledPart(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    @Override
    public Manual manual() {
        return new Manual(
                "kill",
                "Kills a process (SIGKILL); clearing starts it again.",
                Parameter.oneOf(PART, null, Part.names()));
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of(with.text(PART));
    }

    @Override
    public Map<String, String> before(String target) {
        return Map.of(PID, String.valueOf(supervisor.pid(Part.of(target)).orElse(0)));
    }

    @Override
    public void set(Strike strike) throws InterruptedException {
        supervisor.kill(Part.of(strike.target()));
    }

    @Override
    public Sight look(Strike strike) {
        Part part = Part.of(strike.target());
        if (supervisor.isUp(part)) {
            return Sight.absent(
                    part + " runs as process " + supervisor.pid(part).orElse(0));
        }
        String pid = strike.before(PID);
        return new Sight(RunState.of(Long.parseLong(pid)).isGone(), "process " + pid + " is gone");
    }

    @Override
    public void clear(Strike strike) throws InterruptedException {
        supervisor.startIfMissing(Part.of(strike.target()));
    }
}
