package dev.tailback.lab.cli;

import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.processes.ProcessState;
import dev.tailback.lab.processes.ProcessStatus;
import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.terminal.Terminal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code status} for people. */
final class StatusTable {
    private StatusTable() {}

    /** As the system tells it; of containers it tells nothing here. */
    private enum Memory {
        RSS(ProcessStatus::rssKb),
        PSS(ProcessStatus::pssKb);

        private final Function<ProcessStatus, @Nullable Long> kilobytes;

        Memory(Function<ProcessStatus, @Nullable Long> kilobytes) {
            this.kilobytes = kilobytes;
        }

        boolean isKnown(List<ProcessStatus> processes) {
            return processes.stream().map(kilobytes).anyMatch(Objects::nonNull);
        }

        String of(ProcessStatus process) {
            Long known = kilobytes.apply(process);
            return known == null ? "" : Amounts.megabytes(known);
        }

        String sum(List<ProcessStatus> processes) {
            return Amounts.megabytes(processes.stream()
                    .map(kilobytes)
                    .filter(Objects::nonNull)
                    .mapToLong(Long::longValue)
                    .sum());
        }
    }

    static List<String> lines(LabStatus status, Terminal terminal) {
        List<Memory> memory = Arrays.stream(Memory.values())
                .filter(kind -> kind.isKnown(status.processes()))
                .toList();
        Table table = new Table(row(List.of("process", "state", "pid", "port"), memory, Memory::name));
        for (ProcessStatus process : status.processes()) {
            String pid = process.pid() == null ? "" : process.pid().toString();
            table.row(row(
                    List.of(process.name(), process.state(), pid, String.valueOf(process.port())),
                    memory,
                    kind -> kind.of(process)));
        }
        if (!memory.isEmpty()) {
            table.row(row(List.of("sum", "", "", ""), memory, kind -> kind.sum(status.processes())));
        }
        List<String> lines = new ArrayList<>(coloured(table.lines(), status, terminal));
        if (memory.contains(Memory.PSS)) {
            lines.add(terminal.faint("RSS counts shared pages once for each process; PSS shares them out."));
        }
        causes(status, terminal, lines);
        notes(status, terminal, lines);
        lines.add("");
        status.settings().forEach((name, value) -> lines.add("  in force      " + name + "=" + value));
        status.urls().forEach((name, url) -> lines.add("  %-13s %s".formatted(name.replace('_', ' '), url)));
        return lines;
    }

    private static List<String> coloured(List<String> lines, LabStatus status, Terminal terminal) {
        List<String> coloured = new ArrayList<>();
        coloured.add(terminal.bold(lines.getFirst()));
        for (int row = 0; row < status.processes().size(); row++) {
            ProcessStatus process = status.processes().get(row);
            boolean isBad = process.is(ProcessState.DEAD) || process.is(ProcessState.UNWELL);
            String line = lines.get(row + 1);
            coloured.add(isBad ? terminal.red(line) : line);
        }
        lines.stream().skip(coloured.size()).forEach(sum -> coloured.add(terminal.bold(sum)));
        return coloured;
    }

    private static void causes(LabStatus status, Terminal terminal, List<String> lines) {
        for (ProcessStatus process : status.processes()) {
            if (process.cause() != null) {
                lines.add(terminal.red(process.name() + ": " + process.cause()) + "; ./tailback up starts it again, "
                        + "./tailback logs " + process.name() + " shows its log");
            }
        }
    }

    private static void notes(LabStatus status, Terminal terminal, List<String> lines) {
        status.processes().stream()
                .filter(process -> process.note() != null)
                .forEach(process -> lines.add(terminal.bold(process.name() + ": " + process.note())));
    }

    private static String[] row(List<String> known, List<Memory> memory, Function<Memory, String> cell) {
        return Stream.concat(known.stream(), memory.stream().map(cell)).toArray(String[]::new);
    }
}
