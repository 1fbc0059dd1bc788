package dev.tailback.lab.bench;

import dev.tailback.lab.shop.Percentiles;
import dev.tailback.lab.terminal.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What {@code bench telemetry} found. Public JSON, so fields are only ever added. */
public record TelemetryReport(
        Instant at, int processors, int orders, int rounds, List<Arm> receivers, List<Arm> onAndOff) {
    /** What a receiver's misbehaviour may take from the orders. */
    private static final double MOST_LOSS = 0.03;

    /**
     * One way of doing it.
     *
     * @param ratios of its orders per second to those of what it is compared with, round by round
     * @param cpuMsPerOrder by process, the median of the rounds
     */
    public record Arm(
            String name,
            double ordersPerSecond,
            double ratio,
            List<Double> ratios,
            Map<String, Double> cpuMsPerOrder,
            long lostSpans) {
        static Arm of(String name, List<Measured> runs, List<Measured> compared, long lostSpans) {
            List<Double> ratios = IntStream.range(0, runs.size())
                    .mapToObj(round -> runs.get(round).ordersPerSecond()
                            / compared.get(round).ordersPerSecond())
                    .toList();
            return new Arm(
                    name,
                    median(runs.stream().map(Measured::ordersPerSecond).toList()),
                    median(ratios),
                    ratios,
                    cpu(runs),
                    lostSpans);
        }

        private static Map<String, Double> cpu(List<Measured> runs) {
            Map<String, Double> medians = new LinkedHashMap<>();
            for (String process : runs.getFirst().cpuMsPerOrder().keySet()) {
                medians.put(
                        process,
                        median(runs.stream()
                                .map(run -> run.cpuMsPerOrder().getOrDefault(process, 0.0))
                                .toList()));
            }
            return medians;
        }

        double cpu() {
            return cpuMsPerOrder.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }

        private static double median(List<Double> values) {
            double[] sorted =
                    values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return new Percentiles(sorted).at(50).getAsDouble();
        }
    }

    /** Whether no receiver's misbehaviour takes more than it may. */
    public boolean holds() {
        return receivers.stream().allMatch(arm -> arm.ratio() >= 1 - MOST_LOSS);
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(table("receiver", receivers));
        lines.add("");
        lines.addAll(table("of flow-alerts", onAndOff));
        lines.add("");
        lines.addAll(byProcess());
        lines.add("");
        lines.add("Medians of %d rounds of %d orders, on %d processors; the least and the most of them in brackets."
                .formatted(rounds, orders, processors));
        return lines;
    }

    private static List<String> table(String head, List<Arm> arms) {
        Table table = new Table(head, "orders/s", "ratio", "", "CPU/order", "spans lost");
        for (Arm arm : arms) {
            double least = Collections.min(arm.ratios());
            double most = Collections.max(arm.ratios());
            table.row(
                    arm.name(),
                    number("%.0f", arm.ordersPerSecond()),
                    number("%.3f", arm.ratio()),
                    String.format(Locale.ROOT, "(%.2f to %.2f)", least, most),
                    number("%.3f ms", arm.cpu()),
                    String.valueOf(arm.lostSpans()));
        }
        return table.lines();
    }

    private List<String> byProcess() {
        Arm off = onAndOff.getFirst();
        Arm on = onAndOff.getLast();
        Table table = new Table("CPU/order", off.name(), on.name());
        on.cpuMsPerOrder()
                .forEach((process, cpu) -> table.row(
                        process,
                        number("%.3f ms", off.cpuMsPerOrder().getOrDefault(process, 0.0)),
                        number("%.3f ms", cpu)));
        return table.lines();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
