package dev.tailback.lab.cli;

import dev.tailback.lab.processes.LabStatus;
import dev.tailback.lab.processes.ProcessState;
import dev.tailback.lab.processes.ProcessStatus;
import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code status} for people. */
final class StatusTable {
    private StatusTable() {}

    static List<String> lines(LabStatus status, Terminal terminal) {
        boolean hasPss = status.processes().stream().anyMatch(process -> process.pssKb() != null);
        Table table = hasPss
                ? new Table("process", "state", "pid", "port", "RSS", "PSS")
                : new Table("process", "state", "pid", "port", "RSS");
        status.processes().forEach(process -> addRow(table, hasPss, process));
        String rss = Amounts.megabytes(sum(status, ProcessStatus::rssKb));
        if (hasPss) {
            table.row("sum", "", "", "", rss, Amounts.megabytes(sum(status, ProcessStatus::pssKb)));
        } else {
            table.row("sum", "", "", "", rss);
        }
        List<String> lines = new ArrayList<>(coloured(table.lines(), status, terminal));
        if (hasPss) {
            lines.add(terminal.faint("RSS counts shared pages once for each process; PSS shares them out."));
        }
        causes(status, terminal, lines);
        notes(status, terminal, lines);
        lines.add("");
        status.settings().forEach((name, value) -> lines.add("  in force      " + name + "=" + value));
        status.urls().forEach((name, url) -> lines.add("  %-13s %s".formatted(name.replace('_', ' '), url)));
        return lines;
    }

    private static void addRow(Table table, boolean hasPss, ProcessStatus process) {
        String pid = process.pid() == null ? "" : process.pid().toString();
        String port = String.valueOf(process.port());
        if (hasPss) {
            table.row(process.name(), process.state(), pid, port, size(process.rssKb()), size(process.pssKb()));
        } else {
            table.row(process.name(), process.state(), pid, port, size(process.rssKb()));
        }
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
        coloured.add(terminal.bold(lines.getLast()));
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

    private static String size(@Nullable Long kilobytes) {
        return kilobytes == null ? "" : Amounts.megabytes(kilobytes);
    }

    private static long sum(LabStatus status, Function<ProcessStatus, @Nullable Long> field) {
        return status.processes().stream()
                .map(field)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }
}
