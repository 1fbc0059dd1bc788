package dev.tailback.lab.traces;

import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Paragraph;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An order's trace on the terminal. */
public record OrderTrace(Traces traces, Terminal terminal) {
    // Exporters of the shop send twice a second; a slow machine may take a few seconds more.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    public void print(OrderView order) throws IOException, InterruptedException {
        String traceId = order.traceId();
        if (traceId == null) {
            throw new Refusal("order " + order.id() + " has no trace: it was submitted without one");
        }
        print("order " + order.id(), order.state(), traceId);
        lateness(order).ifPresent(this::say);
    }

    /** Why a trace is so much longer than its shopper waited. */
    static Optional<String> lateness(OrderView order) {
        Instant placed = order.placedAt();
        Instant patienceEnds = order.patienceEnds();
        Instant ended = order.endedAt();
        if (placed == null || patienceEnds == null || ended == null || !ended.isAfter(patienceEnds)) {
            return Optional.empty();
        }
        return Optional.of("The shopper had left when it ended, %s after patience was over: %s."
                .formatted(Amounts.seconds(Duration.between(patienceEnds, ended)), reason(order)));
    }

    private static String reason(OrderView order) {
        return switch (String.valueOf(order.reason())) {
            case "stalled" ->
                "no stage had processed it by then, so checkout ended it (reason stalled;"
                        + " tailback.sweeper.grace is how long it waits)";
            case "deadline_exceeded" -> "it waited until then for its turn in a stage (reason deadline_exceeded)";
            default -> "reason " + order.reason();
        };
    }

    private void say(String text) {
        Paragraph.lines(text, terminal.columns()).forEach(line -> terminal.line(terminal.faint(line)));
    }

    public void print(String traceId) throws IOException, InterruptedException {
        print("trace", "", traceId);
    }

    /** When checkout cannot say which trace it is: by the spans that flow-alerts remembers. */
    public void printRemembered(UUID order, String why) throws IOException, InterruptedException {
        String traceId = traces.rememberedOf(order)
                .orElseThrow(() -> new Refusal(why + ", and flow-alerts remembers no span of order " + order));
        terminal.line(terminal.yellow(why + ": drawn by the spans that flow-alerts remembers."));
        print("order " + order, "", traceId);
    }

    private void print(String whose, String state, String traceId) throws IOException, InterruptedException {
        terminal.live("collecting spans…");
        TraceTree tree = traces.settledTree(traceId, PATIENCE);
        terminal.erase();
        if (tree.roots().isEmpty()) {
            throw new Refusal("flow-alerts has no spans of trace " + traceId
                    + ": it keeps the newest only, or telemetry goes elsewhere (TAILBACK_OTLP_ENDPOINT)");
        }
        int linked = tree.size() - tree.own().size();
        terminal.text(
                terminal.bold(whose) + (state.isEmpty() ? "" : "  " + state)
                        + (whose.equals("trace") ? " " : "  trace ") + traceId + "  "
                        + tree.own().size() + " spans" + (linked == 0 ? "" : " and " + linked + " linked"),
                2);
        TraceDrawing.lines(tree, terminal.columns(), terminal::red).forEach(terminal::line);
        if (linked > 0) {
            say(
                    "↪ is a span of another trace to which this one links, such as the transaction of a batch that served many"
                            + " orders: it belongs to none of them alone.");
        }
        if (!tree.isComplete()) {
            terminal.line(terminal.yellow("Parents or linked spans are missing: this trace is not complete."));
        }
    }
}
