package dev.tailback.lab.traces;

import static dev.tailback.lab.traces.Spans.LINKED_TRACE;
import static dev.tailback.lab.traces.Spans.TRACE;
import static dev.tailback.lab.traces.Spans.failed;
import static dev.tailback.lab.traces.Spans.linked;
import static dev.tailback.lab.traces.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceDrawingTest {
    private static final int COLUMNS = 72;

    @Test
    void aTreeIsDrawnWithOffsetsDurationsAndBars() {
        List<String> lines = draw(List.of(
                span("root", null, 0, 100),
                span("first", "root", 10, 20),
                linked(span("second", "root", 50, 50), LINKED_TRACE, "batch"),
                span(LINKED_TRACE, "batch", null, 60, 40)));

        assertThat(lines).map(String::stripTrailing).containsExactly("""
                checkout  do root         internal    0.00 ms     100 ms  ██████████████
                checkout  ├ do first      internal    10.0 ms    20.0 ms   ████
                checkout  └ do second     internal    50.0 ms    50.0 ms         ███████
                checkout    └ ↪ do batch  internal    60.0 ms    40.0 ms          ██████""".split("\n"));
    }

    @Test
    void whatHappenedBeforeTheTraceIsDrawnAtItsEdge() {
        List<String> lines = draw(List.of(
                linked(span("root", null, 1_000, 100), LINKED_TRACE, "cart"), span(LINKED_TRACE, "cart", null, 0, 5)));

        assertThat(lines.get(1)).contains("↪ do cart", "-1.00 s").endsWith("  █");
    }

    @Test
    void anErrorIsMarkedAndSaid() {
        List<String> lines = TraceDrawing.lines(
                TraceTree.of(TRACE, List.of(failed(span("root", null, 0, 1)))), COLUMNS, line -> "<" + line + ">");

        assertThat(lines.getFirst()).startsWith("<checkout").endsWith("error>");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        List<String> lines = draw(List.of(span("x".repeat(200), null, 0, 100)));

        assertThat(lines.getFirst().length()).isLessThanOrEqualTo(COLUMNS);
        assertThat(lines.getFirst()).contains("…");
    }

    @Test
    void inANarrowTerminalNamesHaveTheRoomOfTheKinds() {
        String name = "x".repeat(22);

        assertThat(TraceDrawing.lines(TraceTree.of(TRACE, List.of(span(name, null, 0, 100))), 72, line -> line))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(name).doesNotContain("internal"));
        assertThat(TraceDrawing.lines(TraceTree.of(TRACE, List.of(span(name, null, 0, 100))), 100, line -> line))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(name, "internal"));
    }

    @Test
    void norIsThatOfAnError() {
        List<Span> spans =
                List.of(span("x".repeat(200), null, 0, 100), failed(span("y".repeat(200), "x".repeat(200), 90, 10)));

        for (int columns : new int[] {80, 100}) {
            assertThat(TraceDrawing.lines(TraceTree.of(TRACE, spans), columns, line -> line))
                    .allMatch(line -> line.length() <= columns)
                    .last()
                    .asString()
                    .endsWith("error");
        }
    }

    @Test
    void aChainOfAnyLengthIsDrawnAndSaysHowDeepItIs() {
        List<Span> chain = new ArrayList<>(List.of(span("s0", null, 0, 1)));
        for (int depth = 1; depth < 60_000; depth++) {
            chain.add(span("s" + depth, "s" + (depth - 1), depth, 1));
        }

        List<String> lines = TraceDrawing.lines(TraceTree.of(TRACE, chain), 150, line -> line);

        assertThat(lines).hasSize(60_000).allMatch(line -> line.length() <= 150);
        assertThat(lines.getLast()).contains("⋮ 59999 do s59999");
    }

    @Test
    void anEscapeSequenceInANameIsShownAsItIsWritten() {
        List<String> lines = draw(List.of(span("\033[2J", null, 0, 1)));

        assertThat(lines.getFirst()).contains("do \\u001b[2J");
    }

    @Test
    void anOrphanSaysSo() {
        TraceTree tree = TraceTree.of(TRACE, List.of(span("x", "lost", 0, 1)));

        assertThat(TraceDrawing.lines(tree, 100, line -> line).getFirst()).contains("do x (its parent is missing)");
    }

    private static List<String> draw(List<Span> spans) {
        return TraceDrawing.lines(TraceTree.of(TRACE, spans), COLUMNS, line -> line);
    }
}
