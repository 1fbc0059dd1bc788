package dev.tailback.lab.demo;

import dev.tailback.lab.scenario.verdict.Outcome;
import dev.tailback.lab.scenario.verdict.Verdict;
import dev.tailback.lab.scenario.verdict.VerdictLines;
import java.util.ArrayList;
import java.util.List;

/**
 * What was expected of all scenes, and what was seen.
 *
 * @param unseen the names of scenes that were not shown; what was left out proves nothing
 */
public record WalkReport(List<Verdict.Row> rows, List<String> unseen) {
    public WalkReport {
        rows = List.copyOf(rows);
        unseen = List.copyOf(unseen);
    }

    public Outcome outcome() {
        return unseen.isEmpty() && rows.stream().allMatch(Verdict.Row::held) ? Outcome.HELD : Outcome.NOT_HELD;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(VerdictLines.of(rows));
        lines.add(outcome().words() + (unseen.isEmpty() ? "" : ": not shown: " + String.join(", ", unseen)));
        return lines;
    }
}
