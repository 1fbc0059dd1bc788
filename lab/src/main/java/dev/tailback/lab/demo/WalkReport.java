package dev.tailback.lab.demo;

import dev.tailback.lab.scenario.verdict.Outcome;
import dev.tailback.lab.scenario.verdict.Verdict;
import dev.tailback.lab.scenario.verdict.VerdictLines;
import java.util.ArrayList;
import java.util.List;

/**
 * What was expected of all scenes, and what was seen.
 *
 * @param isWhole whether the last scene was shown; what was ended before proves nothing
 */
public record WalkReport(List<Verdict.Row> rows, boolean isWhole) {
    public WalkReport {
        rows = List.copyOf(rows);
    }

    public Outcome outcome() {
        return isWhole && rows.stream().allMatch(Verdict.Row::held) ? Outcome.HELD : Outcome.NOT_HELD;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(VerdictLines.of(rows));
        lines.add(outcome().words() + (isWhole ? "" : ": the walk was ended before its last scene"));
        return lines;
    }
}
