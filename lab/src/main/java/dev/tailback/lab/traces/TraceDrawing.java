package dev.tailback.lab.traces;

import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.traces.TraceTree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A trace in lines of text: service, span, kind, start, duration, and a bar on the trace's own time. */
public final class TraceDrawing {
    private static final int FIGURE = 9;
    private static final int KIND = 8;
    private static final int GAPS = 10;
    private static final int NARROWEST_BAR = 10;
    private static final int WIDEST_BAR = 40;

    private record Row(String service, String name, String kind, double startMs, double durationMs, boolean isError) {}

    private final int columns;
    private final UnaryOperator<String> errorStyle;
    private final List<Row> rows = new ArrayList<>();

    private TraceDrawing(int columns, UnaryOperator<String> errorStyle) {
        this.columns = columns;
        this.errorStyle = errorStyle;
    }

    public static List<String> lines(TraceTree tree, int columns, UnaryOperator<String> errorStyle) {
        return new TraceDrawing(columns, errorStyle).draw(tree);
    }

    private List<String> draw(TraceTree tree) {
        if (tree.roots().isEmpty()) {
            return List.of();
        }
        List<Span> own = tree.own();
        long origin = own.stream().mapToLong(Span::startedUnixNano).min().orElseThrow();
        double totalMs =
                own.stream().mapToDouble(span -> span.endMs(origin)).max().orElseThrow();
        tree.roots().forEach(root -> collect(root, "", "", origin));

        int serviceWidth =
                rows.stream().mapToInt(row -> row.service().length()).max().orElse(0);
        int longestName =
                rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int room = columns - serviceWidth - KIND - 2 * FIGURE - GAPS;
        int nameWidth = Math.max(NARROWEST_BAR, Math.min(longestName, room - NARROWEST_BAR));
        int barWidth = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, room - nameWidth));

        String format = "%-" + serviceWidth + "s  %-" + nameWidth + "s  %-" + KIND + "s  %" + FIGURE + "s  %" + FIGURE
                + "s  %s";
        return rows.stream()
                .map(row -> styled(
                        row,
                        format.formatted(
                                        row.service(),
                                        shortened(row.name(), nameWidth),
                                        row.kind(),
                                        Amounts.millis(row.startMs()),
                                        Amounts.millis(row.durationMs()),
                                        bar(row, totalMs, barWidth))
                                .stripTrailing()))
                .toList();
    }

    private String styled(Row row, String line) {
        return row.isError() ? errorStyle.apply(line + "  error") : line;
    }

    private void collect(Node node, String indent, String below, long origin) {
        Span span = node.span();
        String mark = switch (node.relation()) {
            case LINKED, LINKED_AGAIN -> "↪ ";
            case ROOT, CHILD, ORPHAN -> "";
        };
        String remark = switch (node.relation()) {
            case LINKED_AGAIN -> " (above)";
            case ORPHAN -> " (its parent is missing)";
            case ROOT, CHILD, LINKED -> "";
        };
        rows.add(new Row(
                span.service(),
                indent + mark + span.name() + remark,
                span.kind(),
                span.startMs(origin),
                span.durationMs(),
                span.isError()));
        for (int child = 0; child < node.children().size(); child++) {
            boolean isLast = child == node.children().size() - 1;
            collect(node.children().get(child), below + (isLast ? "└ " : "├ "), below + (isLast ? "  " : "│ "), origin);
        }
    }

    /** What lies outside the trace's own time, such as the cart's requests before it, is drawn at its edge. */
    private static String bar(Row row, double totalMs, int width) {
        double perColumn = totalMs <= 0 ? 1 : totalMs / width;
        int from = (int) Math.clamp(Math.floor(row.startMs() / perColumn), 0, width - 1);
        int to = (int) Math.clamp(Math.ceil((row.startMs() + row.durationMs()) / perColumn), from + 1, width);
        return " ".repeat(from) + "█".repeat(to - from);
    }

    private static String shortened(String name, int width) {
        return name.length() <= width ? name : name.substring(0, width - 1) + "…";
    }
}
