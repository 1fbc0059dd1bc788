package dev.tailback.lab.dead;

import dev.tailback.lab.terminal.Printable;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.topics.RecordLines;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dead letters for people. */
public final class LetterLines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private LetterLines() {}

    /** A row each; two where the terminal is too narrow for that. */
    public static List<String> of(Listing listing, boolean allStates, int columns) {
        if (listing.total() == 0) {
            return List.of(allStates ? "No dead letters." : "No dead letters wait for anything.");
        }
        List<String> lines = new ArrayList<>(whole(listing));
        if (lines.stream().anyMatch(line -> line.length() > columns)) {
            lines = narrow(listing, allStates, columns);
        }
        int shown = listing.rows().size();
        if (shown < listing.total()) {
            lines.add("The newest " + shown + " of " + listing.total() + "; --limit shows more.");
        }
        return lines;
    }

    private static List<String> whole(Listing listing) {
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
        return table.lines();
    }

    private static List<String> narrow(Listing listing, boolean allStates, int columns) {
        List<String> lines = new ArrayList<>();
        for (Listing.Row row : listing.rows()) {
            String key = Printable.text(row.key() == null ? "(null)" : row.key());
            String state = allStates ? "  " + row.state() : "";
            lines.add(cut(row.at() + state + "  " + TIME.format(row.time()) + "  " + key, columns));
            lines.add(cut("    " + Printable.text(row.reason()), columns));
        }
        return lines;
    }

    private static String cut(String line, int columns) {
        return line.length() <= columns ? line : line.substring(0, columns - 1) + "…";
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
