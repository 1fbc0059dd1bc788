package dev.tailback.lab.faults.processes;

import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Fault;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.Parameter;
import dev.tailback.lab.faults.Sight;
import dev.tailback.lab.faults.Strike;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.processes.Hands;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** SIGKILL; clearing starts the part again. */
final class KilledPart implements Fault {
    private static final String PART = "part";
    private static final String HOLDER = "holder";

    private final Hands hands;

    KilledPart(Hands hands) {
        this.hands = hands;
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
    public Map<String, String> before(String target) throws IOException, InterruptedException {
        return Map.of(HOLDER, hands.look(Part.of(target)).holder());
    }

    @Override
    public void set(Strike strike) throws IOException, InterruptedException {
        hands.kill(Part.of(strike.target()));
    }

    @Override
    public Sight look(Strike strike) throws IOException, InterruptedException {
        Part part = Part.of(strike.target());
        Hands.Look look = hands.look(part);
        return look.state() == Hands.State.GONE
                ? new Sight(true, strike.before(HOLDER) + " is gone")
                : Sight.absent(part + " runs as " + look.holder());
    }

    @Override
    public void clear(Strike strike) throws IOException, InterruptedException {
        hands.start(Part.of(strike.target()));
    }
}
