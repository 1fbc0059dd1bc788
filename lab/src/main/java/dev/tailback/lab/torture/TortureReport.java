package dev.tailback.lab.torture;

import dev.tailback.lab.terminal.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done and what came of it.
 *
 * @param allEnded whether every shopper was answered and every accepted order ended in time
 * @param audit the audit's line
 * @param findings what it found wrong
 */
public record TortureReport(
        long seed,
        Duration time,
        double rate,
        List<Row> rows,
        String shoppers,
        boolean allEnded,
        String audit,
        List<String> findings,
        boolean booksAgree) {

    /** A fault that strikes where there is nothing proves nothing, and is no failure of the shop. */
    public enum Sight {
        SEEN,
        MISSED,
        FAILED
    }

    /**
     * @param wellAgainAfter from the repair until no accepted order waited unusually long; null of a disturbance
     */
    public record Row(
            Duration at,
            String fault,
            Sight sight,
            String what,
            @Nullable Duration wellAgainAfter) {
        static Row of(long began, String fault) {
            return new Row(Duration.ofNanos(System.nanoTime() - began), fault, Sight.FAILED, "", null);
        }

        Row seen(String seen) {
            return new Row(at, fault, Sight.SEEN, seen, wellAgainAfter);
        }

        Row missed(String why) {
            return new Row(at, fault, Sight.MISSED, why, wellAgainAfter);
        }

        Row failed(String why) {
            return new Row(at, fault, Sight.FAILED, why, wellAgainAfter);
        }

        Row wellAgainAfter(Duration duration) {
            return new Row(at, fault, sight, what, duration);
        }
    }

    public TortureReport {
        rows = List.copyOf(rows);
        findings = List.copyOf(findings);
    }

    public boolean survived() {
        return allEnded && booksAgree && rows.stream().noneMatch(row -> row.sight() == Sight.FAILED);
    }

    public List<String> lines() {
        Table table = new Table("at", "fault", "", "what was seen", "well again after");
        for (Row row : rows) {
            table.row(
                    time(row.at()),
                    row.fault(),
                    row.sight().name().toLowerCase(java.util.Locale.ROOT),
                    row.what(),
                    row.wellAgainAfter() == null
                            ? ""
                            : "%.1f s".formatted(row.wellAgainAfter().toMillis() / 1e3));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(shoppers);
        if (!allEnded) {
            lines.add("not every shopper was answered, or not every order ended");
        }
        lines.add(audit);
        lines.addAll(findings);
        lines.add("seed %d, %d s: %s".formatted(seed, time.toSeconds(), survived() ? "survived" : "NOT survived"));
        return lines;
    }

    static String time(Duration at) {
        return "%d:%02d".formatted(at.toMinutes(), at.toSecondsPart());
    }
}
