package dev.tailback.lab.demo;

import dev.tailback.lab.arrivals.PurchasePlan;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.produce.PurchaseLines;
import dev.tailback.lab.produce.PurchaseReport;
import dev.tailback.lab.produce.Purchases;
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
public final class Opening {
    private static final int ORDERS = 20;
    private static final PurchasePlan PLAN = new PurchasePlan(ORDERS, 5, Duration.ofMinutes(1));

    private final Shop shop;
    private final OrderTrace trace;
    private final Terminal terminal;

    public Opening(Web web, Ports ports, Terminal terminal) {
        this.shop = new Shop(web, ports);
        this.trace = new OrderTrace(new Traces(web, ports), terminal);
        this.terminal = terminal;
    }

    /** Whether all orders were confirmed. */
    public boolean play(Instant began) throws IOException, InterruptedException {
        terminal.line("");
        terminal.line("Buying " + ORDERS + " orders, five per second.");
        PurchaseReport report =
                new Purchases(shop, PLAN, tally -> terminal.line("  " + PurchaseLines.running(tally))).run();
        PurchaseLines.summary(report).forEach(terminal::line);
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
