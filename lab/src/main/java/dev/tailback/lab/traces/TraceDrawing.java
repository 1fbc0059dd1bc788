package dev.tailback.lab.traces;

import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Printable;
import dev.tailback.lab.traces.TraceTree.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** A trace in lines of text: service, span, kind, start, duration, and a bar on the trace's own time. */
public final class TraceDrawing {
    private static final String ERROR = "  error";
    private static final int FIGURE = 9;
    private static final int KIND = 8;
    private static final int GAP = 2;
    private static final int GAPS = 5 * GAP;
    private static final int NAME_BESIDE_KIND = 30;
    private static final int NARROWEST_BAR = 10;
    private static final int WIDEST_BAR = 40;
    private static final int WIDEST_SERVICE = 30;
    private static final int DEEPEST_DRAWN = 24;

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
        tree.roots().forEach(root -> collect(root, origin));

        int serviceWidth =
                rows.stream().mapToInt(row -> row.service().length()).max().orElse(0);
        int longestName =
                rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int mark = rows.stream().anyMatch(Row::isError) ? ERROR.length() : 0;
        int besideNames = serviceWidth + 2 * FIGURE + GAPS + mark + NARROWEST_BAR;
        // In a narrow terminal the names, which are indented, need the room more than the kinds do.
        boolean hasKinds = columns - besideNames - KIND >= Math.min(longestName, NAME_BESIDE_KIND);
        int room = columns - besideNames - (hasKinds ? KIND : -GAP) + NARROWEST_BAR;
        int nameWidth = Math.max(NARROWEST_BAR, Math.min(longestName, room - NARROWEST_BAR));
        int barWidth = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, room - nameWidth));

        String format = "%-" + serviceWidth + "s  %-" + nameWidth + "s" + (hasKinds ? "  %-" + KIND + "s" : "%.0s")
                + "  %" + FIGURE + "s  %" + FIGURE + "s  %s";
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
        return row.isError() ? errorStyle.apply(line + ERROR) : line;
    }

    private record Hung(Node node, String indent, String below, int depth) {}

    /** Without recursion: a chain of calls may be longer than a stack is deep. */
    private void collect(Node root, long origin) {
        Deque<Hung> open = new ArrayDeque<>();
        open.push(new Hung(root, "", "", 0));
        while (!open.isEmpty()) {
            Hung hung = open.pop();
            rows.add(row(hung, origin));
            List<Node> children = hung.node().children();
            for (int child = children.size() - 1; child >= 0; child--) {
                open.push(below(hung, children.get(child), child == children.size() - 1));
            }
        }
    }

    /** So deep that nothing would be left of the name: the depth is said instead of drawn. */
    private static Hung below(Hung parent, Node child, boolean isLast) {
        int depth = parent.depth() + 1;
        if (depth > DEEPEST_DRAWN) {
            return new Hung(child, "⋮ " + depth + " ", parent.below(), depth);
        }
        return new Hung(child, parent.below() + (isLast ? "└ " : "├ "), parent.below() + (isLast ? "  " : "│ "), depth);
    }

    private static Row row(Hung hung, long origin) {
        Span span = hung.node().span();
        String mark = switch (hung.node().relation()) {
            case LINKED, LINKED_AGAIN -> "↪ ";
            case ROOT, CHILD, ORPHAN -> "";
        };
        String remark = switch (hung.node().relation()) {
            case LINKED_AGAIN -> " (above)";
            case ORPHAN -> " (its parent is missing)";
            case ROOT, CHILD, LINKED -> "";
        };
        return new Row(
                shortened(Printable.text(span.service()), WIDEST_SERVICE),
                hung.indent() + mark + Printable.text(span.name()) + remark,
                Printable.text(span.kind()),
                span.startMs(origin),
                span.durationMs(),
                span.isError());
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
