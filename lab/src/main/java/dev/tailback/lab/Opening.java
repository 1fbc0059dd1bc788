package dev.tailback.lab;

import dev.tailback.lab.arrivals.LoadPlan;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.load.Load;
import dev.tailback.lab.load.LoadLines;
import dev.tailback.lab.load.LoadReport;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.traces.OrderTrace;
import dev.tailback.lab.traces.Traces;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a demo begins with: a few orders, and the trace of one. */
final class Opening {
    private static final int ORDERS = 20;
    private static final LoadPlan PLAN = new LoadPlan(ORDERS, 5, Duration.ofMinutes(1));

    private final Shop shop;
    private final OrderTrace trace;
    private final Terminal terminal;

    Opening(Web web, Ports ports, Terminal terminal) {
        this.shop = new Shop(web, ports);
        this.trace = new OrderTrace(new Traces(web, ports), terminal);
        this.terminal = terminal;
    }

    /** Whether all orders were confirmed. */
    boolean play(Instant began) throws IOException, InterruptedException {
        terminal.line("");
        terminal.line("Buying " + ORDERS + " orders, five per second.");
        LoadReport report = new Load(shop, PLAN, tally -> terminal.line("  " + LoadLines.running(tally))).run();
        LoadLines.summary(report).forEach(terminal::line);
        report.firstConfirmation()
                .ifPresent(first -> terminal.line("  first confirmed order           "
                        + Amounts.seconds(Duration.between(began, first)) + " after the command began"));
        terminal.line("");
        if (report.anOrder().isPresent()) {
            Optional<OrderView> order = shop.order(report.anOrder().get());
            if (order.isPresent()) {
                trace.print(order.get());
            }
        }
        return report.isAllConfirmed(ORDERS);
    }
}
