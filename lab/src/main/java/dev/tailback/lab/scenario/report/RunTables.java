package dev.tailback.lab.scenario.report;

import dev.tailback.lab.terminal.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs, a line each. */
public final class RunTables {
    private RunTables() {}

    /** A table for those with the same columns: what is predicted differs between scenarios. */
    public static List<Table> of(List<RunSummary> runs) {
        Map<List<String>, Table> tables = new LinkedHashMap<>();
        for (RunSummary run : runs) {
            tables.computeIfAbsent(run.columns(), columns -> new Table(columns.toArray(String[]::new)))
                    .row(run.cells().toArray(String[]::new));
        }
        return List.copyOf(tables.values());
    }
}
