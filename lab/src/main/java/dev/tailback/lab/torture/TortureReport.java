package dev.tailback.lab.torture;

import dev.tailback.lab.audit.AuditReport;
import dev.tailback.lab.terminal.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was done and what came of it.
 *
 * @param violations what must not be, beside what the audit found
 */
public record TortureReport(
        long seed,
        Duration time,
        double rate,
        List<Row> rows,
        String shoppers,
        AuditReport audit,
        List<String> violations) {

    /** A fault that strikes where there is nothing proves nothing, and is no failure of the shop. */
    public enum Sight {
        SEEN,
        MISSED,
        FAILED
    }

    /**
     * One fault or disturbance.
     *
     * @param wellAgainAfter from the repair until orders ended as fast as they came; null of a disturbance
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

        private List<String> cells() {
            return List.of(
                    time(at),
                    fault,
                    sight.name().toLowerCase(Locale.ROOT),
                    what,
                    wellAgainAfter == null ? "" : "%.1f s".formatted(wellAgainAfter.toMillis() / 1e3));
        }
    }

    public TortureReport {
        rows = List.copyOf(rows);
        violations = List.copyOf(violations);
    }

    public boolean survived() {
        return !audit.violated() && violations.isEmpty() && rows.stream().noneMatch(row -> row.sight() == Sight.FAILED);
    }

    public List<String> lines() {
        Table table = new Table("at", "fault", "", "what was seen", "well again after");
        rows.forEach(row -> table.row(row.cells().toArray(String[]::new)));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(shoppers);
        lines.addAll(violations);
        lines.add(audit.line());
        lines.addAll(audit.details());
        lines.add("seed %d, %d s: %s".formatted(seed, time.toSeconds(), survived() ? "survived" : "NOT SURVIVED"));
        return lines;
    }

    static String time(Duration at) {
        return "%d:%02d".formatted(at.toMinutes(), at.toSecondsPart());
    }
}
