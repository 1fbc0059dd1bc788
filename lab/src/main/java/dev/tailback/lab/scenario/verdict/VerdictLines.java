package dev.tailback.lab.scenario.verdict;

import dev.tailback.lab.terminal.Table;
import java.util.ArrayList;
import java.util.List;

/** A verdict for people. */
public final class VerdictLines {
    private VerdictLines() {}

    public static List<String> of(Verdict verdict) {
        List<String> lines = of(verdict.rows());
        lines.addAll(machine(verdict));
        lines.add(verdict.outcome().words());
        return lines;
    }

    /** Whether it was the same, and the one that was assumed. */
    public static List<String> machine(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(verdict.drift() + tooMuch(verdict.drift().isTooMuch()));
        if (verdict.pace() != null) {
            lines.add(verdict.pace() + tooMuch(verdict.pace().isAnother()));
        }
        return lines;
    }

    private static String tooMuch(boolean is) {
        return is ? ", which is too much" : "";
    }

    /** What was expected and what was seen, and nothing of what follows. */
    public static List<String> of(List<Verdict.Row> rows) {
        Table table = new Table("expectation", "wanted", "seen", "held");
        rows.forEach(row ->
                table.row(row.expectation(), row.wanted(), row.isAboutOrders() ? inShort(row) : row.seen(), held(row)));
        List<String> lines = new ArrayList<>(table.lines());
        rows.stream().filter(Verdict.Row::isAboutOrders).forEach(audit -> lines.add("audit: " + audit.seen()));
        return lines;
    }

    private static String inShort(Verdict.Row row) {
        return row.held() ? "clean" : "see below";
    }

    private static String held(Verdict.Row row) {
        return row.held() ? "held" : "NOT HELD";
    }
}
