package dev.tailback.lab.scenario.verdict;

import dev.tailback.lab.calibration.Drift;
import dev.tailback.lab.calibration.Pace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was expected, what was seen, and what follows. Public JSON, so fields are only ever added.
 *
 * @param pace null where the processor's is not known
 */
public record Verdict(
        Outcome outcome,
        List<Row> rows,
        Drift drift,
        @Nullable Pace pace) {
    public Verdict {
        rows = List.copyOf(rows);
    }

    /** One expectation. */
    public record Row(String expectation, String wanted, String seen, boolean held, boolean isAboutOrders) {}

    static Verdict of(List<Row> rows, Drift drift, @Nullable Pace pace) {
        return new Verdict(outcome(rows, drift.isTooMuch() || (pace != null && pace.isAnother())), rows, drift, pace);
    }

    /** Another machine excuses whatever has to do with time, but no order that was lost. */
    private static Outcome outcome(List<Row> rows, boolean isAnotherMachine) {
        boolean areOrdersWrong = rows.stream().anyMatch(row -> row.isAboutOrders() && !row.held());
        if (areOrdersWrong) {
            return Outcome.NOT_HELD;
        }
        if (isAnotherMachine) {
            return Outcome.INCONCLUSIVE;
        }
        return rows.stream().allMatch(Row::held) ? Outcome.HELD : Outcome.NOT_HELD;
    }
}
