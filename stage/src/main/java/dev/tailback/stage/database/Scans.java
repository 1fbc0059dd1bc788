package dev.tailback.stage.database;

import java.util.List;

/** What a plan says of whole tables: whether one is read, and which declared indexes of such tables are not there. */
record Scans(boolean isFullTableScan, List<String> missingIndexes) {
    static final Scans NONE = new Scans(false, List.of());

    Scans {
        missingIndexes = List.copyOf(missingIndexes);
    }

    static Scans decide(List<String> declared, List<String> present) {
        return new Scans(
                true,
                declared.stream().filter(index -> !present.contains(index)).toList());
    }
}
