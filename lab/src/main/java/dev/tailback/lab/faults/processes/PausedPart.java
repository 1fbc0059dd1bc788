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
import java.util.Arrays;
import java.util.List;

/** SIGSTOP: the process keeps its connections, partitions and locks, and does nothing. */
final class PausedPart implements Fault {
    private static final String PART = "part";
    /** A PostgreSQL is many processes, and stopping their parent stops none of the others. */
    private static final List<String> PAUSABLE = Arrays.stream(Part.values())
            .filter(part -> part != Part.POSTGRES)
            .map(Part::id)
            .toList();

    private final Hands hands;

    PausedPart(Hands hands) {
        this.hands = hands;
    }

    @Override
    public Manual manual() {
        return new Manual(
                "pause",
                "Stops a process (SIGSTOP), which keeps all it holds; clearing lets it go on.",
                Parameter.oneOf(PART, null, PAUSABLE));
    }

    @Override
    public List<String> targets(Arguments with) {
        return List.of(with.text(PART));
    }

    @Override
    public void set(Strike strike) throws IOException, InterruptedException {
        hands.pause(Part.of(strike.target()));
    }

    @Override
    public Sight look(Strike strike) throws IOException, InterruptedException {
        Hands.Look look = hands.look(Part.of(strike.target()));
        return new Sight(look.state() == Hands.State.PAUSED, look.words());
    }

    @Override
    public void clear(Strike strike) throws IOException, InterruptedException {
        hands.goOn(Part.of(strike.target()));
    }
}
