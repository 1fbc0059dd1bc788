package dev.tailback.lab.room.orders;

import dev.tailback.lab.traces.Span;
import dev.tailback.lab.traces.TraceTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A trace in lines, with the gaps between spans in which a record lay in Kafka: most of the time is there, unseen. */
final class Waterfall {
    static final int MOST = 1_500;
    private static final int MOST_ATTRIBUTES = 64;
    private static final int LONGEST = 2_000;
    /** Characters of attributes in all: who sends long ones on every span gets those of the first spans shown. */
    private static final int MOST_TEXT = 1 << 20;

    /** Less is the way from the broker to its reader. */
    private static final double SHORTEST_GAP_MILLIS = 20;

    private static final String WAITED = "db.connection_pool.wait_ms";

    /**
     * What is shown of a trace.
     *
     * @param spans how many there are, also when fewer are shown
     * @param origin when it began, in nanoseconds since 1970 as text: a number would be too long for JavaScript
     * @param parts milliseconds by where they went: in Kafka, for a connection, in the database
     */
    record Shown(
            String traceId,
            int spans,
            boolean isComplete,
            String origin,
            double ms,
            Map<String, Double> parts,
            List<TraceRow> rows) {
        Shown {
            parts = Map.copyOf(parts);
            rows = List.copyOf(rows);
        }
    }

    private record Hung(TraceTree.Node node, @Nullable Span parent, int depth) {}

    private final List<TraceRow> rows = new ArrayList<>();
    private final long origin;
    private int text;

    private Waterfall(long origin) {
        this.origin = origin;
    }

    static Shown of(String traceId, TraceTree tree) {
        List<Span> own = tree.own();
        long origin = own.stream().mapToLong(Span::startedUnixNano).min().orElse(0);
        double ends = own.stream()
                .mapToDouble(span -> at(span, origin) + span.durationMs())
                .max()
                .orElse(0);
        Waterfall waterfall = new Waterfall(origin);
        waterfall.hang(tree.roots());
        return new Shown(
                traceId,
                tree.size(),
                tree.isComplete() && tree.size() <= MOST,
                String.valueOf(origin),
                ends,
                waterfall.parts(),
                waterfall.counted());
    }

    private static double at(Span span, long origin) {
        return (span.startedUnixNano() - origin) / 1e6;
    }

    /** Without recursion: a chain of calls may be longer than a stack is deep. */
    private void hang(List<TraceTree.Node> roots) {
        Deque<Hung> open = new ArrayDeque<>();
        roots.reversed().forEach(root -> open.push(new Hung(root, null, 0)));
        while (!open.isEmpty() && rows.size() < MOST) {
            Hung hung = open.pop();
            addGap(hung);
            rows.add(row(hung));
            hung.node()
                    .children()
                    .reversed()
                    .forEach(child -> open.push(new Hung(child, hung.node().span(), hung.depth() + 1)));
        }
    }

    private void addGap(Hung hung) {
        Span reader = hung.node().span();
        Span writer = hung.parent();
        if (writer == null
                || !writer.kind().equals("producer")
                || !reader.kind().equals("consumer")) {
            return;
        }
        double from = at(writer, origin) + writer.durationMs();
        double waited = at(reader, origin) - from;
        if (waited >= SHORTEST_GAP_MILLIS) {
            String name = "waits in Kafka for %s: %s, partition %s"
                    .formatted(
                            reader.service(),
                            reader.attribute("messaging.destination.name"),
                            reader.attribute("messaging.destination.partition.id"));
            rows.add(new TraceRow(
                    hung.depth(), "kafka", cut(name), "gap", from, waited, false, null, 0, 0, Map.of(), List.of()));
        }
    }

    private TraceRow row(Hung hung) {
        Span span = hung.node().span();
        return new TraceRow(
                hung.depth(),
                cut(span.service()),
                cut(span.name()),
                cut(span.kind()),
                at(span, origin),
                span.durationMs(),
                span.isError(),
                switch (hung.node().relation()) {
                    case ROOT, CHILD -> null;
                    case LINKED, LINKED_AGAIN, ORPHAN ->
                        hung.node().relation().name().toLowerCase(Locale.ROOT);
                },
                0,
                number(span.attribute(WAITED)),
                attributes(span),
                span.linksOrNone().stream()
                        .limit(MOST_ATTRIBUTES)
                        .map(link -> cut(link.traceId()))
                        .toList());
    }

    private static double number(String text) {
        return text.matches("[0-9.eE+-]{1,30}") ? Double.parseDouble(text) : 0;
    }

    private Map<String, String> attributes(Span span) {
        Map<String, String> shown = new TreeMap<>();
        if (span.attributes() != null) {
            span.attributes().entrySet().stream().limit(MOST_ATTRIBUTES).forEach(each -> {
                String key = cut(each.getKey());
                String value = cut(String.valueOf(each.getValue()));
                text += key.length() + value.length();
                if (text <= MOST_TEXT) {
                    shown.put(key, value);
                }
            });
        }
        return shown;
    }

    static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "… (" + text.length() + " characters in all)";
    }

    private Map<String, Double> parts() {
        return Map.of(
                "kafka",
                sum(rows.stream().filter(row -> row.kind().equals("gap")).toList()),
                "connection",
                rows.stream().mapToDouble(TraceRow::waitedMs).sum(),
                "database",
                sum(rows.stream()
                        .filter(row -> row.attributes().containsKey("db.system.name"))
                        .toList()));
    }

    private static double sum(List<TraceRow> rows) {
        return rows.stream().mapToDouble(TraceRow::ms).sum();
    }

    /** Each with how many hang below it. */
    private List<TraceRow> counted() {
        List<TraceRow> counted = new ArrayList<>(rows);
        Deque<Integer> above = new ArrayDeque<>();
        for (int each = 0; each <= rows.size(); each++) {
            int depth = each == rows.size() ? -1 : rows.get(each).depth();
            while (!above.isEmpty() && rows.get(above.element()).depth() >= depth) {
                int closed = above.pop();
                counted.set(closed, rows.get(closed).with(each - closed - 1));
            }
            above.push(each);
        }
        return counted;
    }
}
