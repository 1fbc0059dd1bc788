package dev.tailback.lab.spans;

import dev.tailback.lab.spans.StoreReport.Day;
import dev.tailback.lab.spans.StoreReport.Growth;
import dev.tailback.lab.spans.StoreReport.Health;
import dev.tailback.lab.spans.StoreReport.Index;
import dev.tailback.lab.spans.StoreReport.Statement;
import dev.tailback.lab.spans.StoreReport.Writing;
import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report in lines for people. */
public final class ReportLines {
    private ReportLines() {}

    public static List<String> of(StoreReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(health(report.health()));
        lines.add(growth(report.growth()));
        lines.add(writing(report.writing()));
        lines.add("");
        lines.addAll(days(report.days()).lines());
        lines.add("");
        lines.addAll(indexes(report.indexes()).lines());
        lines.add("");
        lines.addAll(statements(report.statements()).lines());
        return lines;
    }

    private static String health(Health health) {
        return text(
                "%d spans of %d traces (%d in the last day, %d in the last hour), mean %.0f ms, %d failed, %d timed out;"
                        + " table %s, with indexes %s",
                health.totalSpans(),
                health.uniqueTraces(),
                health.spansLast24h(),
                health.spansLastHour(),
                health.avgDurationMs(),
                health.failedSpans(),
                health.timeoutSpans(),
                health.tableSize(),
                health.totalSizeWithIndexes());
    }

    private static String growth(Growth growth) {
        String projected = growth.projected().stream()
                .map(projection -> Amounts.bytes(projection.bytes()) + " after " + projection.days() + " days")
                .collect(Collectors.joining(", "));
        return text(
                "grows by %s a day (%.0f spans of %.0f bytes), measured over %s; with old days deleted: %s",
                Amounts.bytes(Math.round(growth.bytesPerDay())),
                growth.spansPerDay(),
                growth.bytesPerSpan(),
                measured(growth.measuredHours()),
                projected);
    }

    private static String measured(double hours) {
        return hours < 1 ? text("%.0f minutes", hours * 60) : text("%.1f hours", hours);
    }

    private static String writing(Writing writing) {
        return text(
                "database %s: %d taken, %d written, %d waiting, %d dropped because the queue was full,"
                        + " %d for want of disk, %d refused, %d late; %.4f ms a span, worst batch %.4f (%s)",
                writing.state(),
                writing.taken(),
                writing.written(),
                writing.waiting(),
                writing.droppedForQueue(),
                writing.droppedForDisk(),
                writing.refused(),
                writing.late(),
                writing.writeMillis().mean(),
                writing.writeMillis().worst(),
                writing.writeMillis().mark().replace('_', ' '));
    }

    private static Table days(List<Day> days) {
        Table table = new Table("table", "rows", "dead", "size", "indexes");
        days.stream()
                .filter(day -> day.rows() + day.deadRows() > 0)
                .forEach(day -> table.row(
                        day.table(),
                        String.valueOf(day.rows()),
                        String.valueOf(day.deadRows()),
                        Amounts.bytes(day.tableBytes()),
                        Amounts.bytes(day.indexBytes())));
        return table;
    }

    private static Table indexes(List<Index> indexes) {
        Table table = new Table("index", "size", "scans", "");
        indexes.forEach(index -> table.row(
                index.name(),
                Amounts.bytes(index.bytes()),
                String.valueOf(index.scans()),
                index.scans() == 0 ? "unused" : ""));
        return table;
    }

    private static Table statements(List<Statement> statements) {
        Table table = new Table("mean", "calls", "mean before", "calls before", "statement");
        statements.forEach(statement -> table.row(
                millis(statement.meanMs()),
                String.valueOf(statement.calls()),
                millis(statement.meanMsBefore()),
                String.valueOf(statement.callsBefore()),
                statement.query()));
        return table;
    }

    private static String millis(@Nullable Double millis) {
        return millis == null ? "" : Amounts.millis(millis);
    }

    private static String text(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }
}
