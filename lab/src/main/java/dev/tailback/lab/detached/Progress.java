package dev.tailback.lab.detached;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.processes.ProcessState;
import dev.tailback.lab.processes.ProcessStatus;
import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Terminal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A line for each process as it gets ready, and what is still waited for. */
public final class Progress {
    private final Terminal terminal;
    private final long began = System.nanoTime();
    private final Set<String> told = new HashSet<>(Set.of(Part.LAB));

    public Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whatever is up already needs no line. */
    void knows(LabStatus status) {
        status.processes().stream()
                .filter(process -> process.is(ProcessState.UP))
                .forEach(process -> told.add(process.name()));
    }

    public void show(LabStatus status) {
        for (ProcessStatus process : status.processes()) {
            if (process.is(ProcessState.UP) && told.add(process.name())) {
                terminal.line(line(process));
            }
        }
        List<String> awaited = status.processes().stream()
                .filter(process -> process.is(ProcessState.STARTING))
                .map(ProcessStatus::name)
                .toList();
        if (!awaited.isEmpty()) {
            terminal.live(elapsed() + "  waiting for " + String.join(", ", awaited));
        }
    }

    public String elapsed() {
        return Amounts.seconds(Duration.ofNanos(System.nanoTime() - began));
    }

    private String line(ProcessStatus process) {
        String seconds = process.readySeconds() == null
                ? ""
                : String.format(Locale.ROOT, "ready after %4.1f s", process.readySeconds());
        return "  %s %-12s %s   port %d".formatted(terminal.green("✓"), process.name(), seconds, process.port());
    }
}
