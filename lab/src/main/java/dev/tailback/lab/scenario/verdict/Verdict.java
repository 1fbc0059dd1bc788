package dev.tailback.lab.scenario.verdict;

import dev.tailback.lab.calibration.Drift;
import java.util.List;

/** What was expected, what was seen, and what follows. Public JSON, so fields are only ever added. */
public record Verdict(Outcome outcome, List<Row> rows, Drift drift) {
    public Verdict {
        rows = List.copyOf(rows);
    }

    /** One expectation. */
    public record Row(String expectation, String wanted, String seen, boolean held, boolean isAboutOrders) {}

    /** A drift excuses whatever has to do with time, but no order that was lost. */
    static Verdict of(List<Row> rows, Drift drift) {
        boolean areOrdersWrong = rows.stream().anyMatch(row -> row.isAboutOrders() && !row.held());
        if (areOrdersWrong) {
            return new Verdict(Outcome.NOT_HELD, rows, drift);
        }
        if (drift.isTooMuch()) {
            return new Verdict(Outcome.INCONCLUSIVE, rows, drift);
        }
        return new Verdict(rows.stream().allMatch(Row::held) ? Outcome.HELD : Outcome.NOT_HELD, rows, drift);
    }
}
