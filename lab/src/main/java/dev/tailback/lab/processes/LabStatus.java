package dev.tailback.lab.processes;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.home.Ports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code status --json} prints and the control room serves.
 *
 * @param settings variables of the environment that are in force beside what the lab sets
 */
public record LabStatus(
        boolean ready,
        @Nullable Instant startedAt,
        String home,
        List<ProcessStatus> processes,
        Map<String, String> urls,
        Map<String, String> settings) {

    public LabStatus {
        processes = List.copyOf(processes);
    }

    /** What is there to say when no lab runs. */
    public static LabStatus stopped(Home home, Ports ports) {
        List<ProcessStatus> processes = new ArrayList<>();
        processes.add(ProcessStatus.stopped(Part.LAB, ports.controlRoom()));
        for (Part part : Part.usual()) {
            processes.add(ProcessStatus.stopped(part.id(), ports.of(part)));
        }
        return new LabStatus(false, null, home.path().toString(), processes, Map.of(), Map.of());
    }

    /** Of a shop in containers: what they call each other, and their process ids, mean nothing outside. */
    public LabStatus seenFromOutside(Map<String, String> others) {
        return new LabStatus(
                ready,
                startedAt,
                home,
                processes.stream().map(ProcessStatus::withoutPid).toList(),
                others,
                settings);
    }

    /** Whatever is not up: awaited, dead or stopped. */
    public List<String> notUp() {
        return processes.stream()
                .filter(process -> !process.is(ProcessState.UP))
                .map(ProcessStatus::name)
                .toList();
    }
}
