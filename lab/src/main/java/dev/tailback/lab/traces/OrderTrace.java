package dev.tailback.lab.traces;

import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;

/** An order's trace on the terminal. */
public record OrderTrace(Traces traces, Terminal terminal) {
    // Exporters of the shop send twice a second; a slow machine may take a few seconds more.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    public void print(OrderView order) throws IOException, InterruptedException {
        String traceId = order.traceId();
        if (traceId == null) {
            throw new Refusal("order " + order.id() + " has no trace: it was submitted without one");
        }
        terminal.live("collecting spans…");
        TraceTree tree = traces.settledTree(traceId, PATIENCE);
        terminal.erase();
        if (tree.roots().isEmpty()) {
            throw new Refusal("flow-alerts has no spans of trace " + traceId + " of order " + order.id()
                    + ": it keeps the newest only, or telemetry goes elsewhere (TAILBACK_OTLP_ENDPOINT)");
        }
        int linked = tree.size() - tree.own().size();
        terminal.line(terminal.bold("order " + order.id()) + "  " + order.state() + "  trace " + traceId + "  "
                + tree.own().size() + " spans" + (linked == 0 ? "" : " and " + linked + " linked"));
        TraceDrawing.lines(tree, terminal.columns(), terminal::red).forEach(terminal::line);
        if (!tree.isComplete()) {
            terminal.line(terminal.yellow("Parents or linked spans are missing: this trace is not complete."));
        }
    }
}
