package dev.tailback.lab.dead;

import dev.tailback.lab.terminal.Printable;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.topics.RecordLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dead letters for people. */
public final class LetterLines {
    private LetterLines() {}

    public static List<String> of(Listing listing, boolean allStates) {
        if (listing.total() == 0) {
            return List.of(allStates ? "No dead letters." : "No dead letters wait for anything.");
        }
        Table table = new Table("at", "state", "when", "key", "type", "reason");
        for (Listing.Row row : listing.rows()) {
            table.row(
                    row.at(),
                    row.state(),
                    row.time().toString(),
                    Printable.text(row.key() == null ? "(null)" : row.key()),
                    Printable.text(row.type() == null ? "" : row.type()),
                    Printable.text(row.reason()));
        }
        List<String> lines = new ArrayList<>(table.lines());
        int shown = listing.rows().size();
        if (shown < listing.total()) {
            lines.add("The newest " + shown + " of " + listing.total() + "; --limit shows more.");
        }
        return lines;
    }

    public static List<String> of(DeadLetter letter, Optional<Settled> settled) {
        List<String> lines = new ArrayList<>();
        line(lines, "at", letter.place().toString());
        line(lines, "state", settled.map(Settled::word).orElse("dead"));
        line(lines, "since", letter.time().toString());
        line(lines, "reason", letter.reason());
        line(lines, "came from", letter.origin());
        line(lines, "read by", letter.header("dead_group").orElse("?"));
        letter.header("dead_attempts").ifPresent(attempts -> line(lines, "attempts", attempts));
        line(lines, "trace", letter.traceId().orElse("none"));
        line(lines, "key", letter.key().orElse("(null)"));
        lines.add("headers");
        lines.addAll(RecordLines.headers(letter.headers()));
        lines.addAll(RecordLines.payload(letter.value()));
        return lines;
    }

    private static void line(List<String> lines, String name, String value) {
        lines.add("%-9s  %s".formatted(name, Printable.text(value)));
    }
}
