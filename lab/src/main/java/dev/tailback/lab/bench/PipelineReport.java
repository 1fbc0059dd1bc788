package dev.tailback.lab.bench;

import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code bench pipeline} found. Public JSON, so fields are only ever added. */
public record PipelineReport(
        Instant at,
        int processors,
        Measured sturdy,
        Measured halfLoad,
        Measured naive,
        double sturdyOverNaive,
        List<String> notes) {

    public List<String> lines() {
        List<Measured> runs = List.of(sturdy, halfLoad, naive);
        Table table = new Table("", sturdy.name(), halfLoad.name(), naive.name());
        table.row("records × transactions", sturdy.settings(), halfLoad.settings(), naive.settings());
        table.row("sent", count(sturdy.sent()), count(halfLoad.sent()), count(naive.sent()));
        table.row("ended", count(sturdy.ended()), count(halfLoad.ended()), count(naive.ended()));
        table.row("seconds", one(sturdy.seconds()), one(halfLoad.seconds()), one(naive.seconds()));
        table.row("orders/s", rate(sturdy), rate(halfLoad), rate(naive));
        table.row("p50 to end", millis(sturdy.p50Ms()), millis(halfLoad.p50Ms()), millis(naive.p50Ms()));
        table.row("p99 to end", millis(sturdy.p99Ms()), millis(halfLoad.p99Ms()), millis(naive.p99Ms()));
        Set<String> processes = new LinkedHashSet<>();
        runs.forEach(run -> processes.addAll(run.cpuMsPerOrder().keySet()));
        for (String process : processes) {
            table.row("CPU/order " + process, cpu(sturdy, process), cpu(halfLoad, process), cpu(naive, process));
        }
        table.row("CPU/order, all", cpu(sturdy), cpu(halfLoad), cpu(naive));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add(String.format(
                Locale.ROOT, "Sturdy does %.1f × the orders of naive, on %d processors.", sturdyOverNaive, processors));
        runs.forEach(run -> lines.add("  " + run.name() + " ended as " + run.byState()));
        lines.addAll(notes);
        return lines;
    }

    private static String count(int number) {
        return String.valueOf(number);
    }

    private static String one(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String rate(Measured run) {
        return String.format(Locale.ROOT, "%.0f", run.ordersPerSecond());
    }

    private static String millis(@Nullable Double millis) {
        return millis == null ? "-" : Amounts.millis(millis);
    }

    private static String cpu(Measured run, String process) {
        Double millis = run.cpuMsPerOrder().get(process);
        return millis == null ? "-" : String.format(Locale.ROOT, "%.3f ms", millis);
    }

    private static String cpu(Measured run) {
        double all = run.cpuMsPerOrder().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return run.cpuMsPerOrder().isEmpty() ? "unavailable" : String.format(Locale.ROOT, "%.3f ms", all);
    }
}
