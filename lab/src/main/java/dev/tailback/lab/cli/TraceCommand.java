package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.traces.OrderTrace;
import dev.tailback.lab.traces.TraceSubject;
import dev.tailback.lab.traces.Traces;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "trace", description = "Draws the trace of an order through all stages, or any trace by its id.")
final class TraceCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(
            index = "0",
            paramLabel = "ORDER|TRACE",
            converter = Values.OrderOrTrace.class,
            description = "The order's id, as the checkout answered it; or a trace id.")
    private TraceSubject subject = new TraceSubject.OfOrder(new UUID(0, 0));

    @Override
    public Integer call() throws Exception {
        try (Web web = new Web()) {
            RunningLab lab = Labs.running(homeOption.home(), web);
            OrderTrace trace = new OrderTrace(new Traces(web, lab.ports()), Terminal.ofThisProcess());
            switch (subject) {
                case TraceSubject.OfId byId -> trace.print(byId.traceId());
                case TraceSubject.OfOrder of -> print(of.order(), new Shop(web, lab.ports()), trace);
            }
            return 0;
        }
    }

    private static void print(UUID order, Shop shop, OrderTrace trace) throws Exception {
        Optional<OrderView> found;
        try {
            found = shop.order(order);
        } catch (WebFailure away) {
            trace.printRemembered(order, "checkout cannot be asked (" + away.getMessage() + ")");
            return;
        }
        if (found.isPresent()) {
            trace.print(found.get());
        } else {
            trace.printRemembered(order, "checkout knows no order " + order + " yet");
        }
    }
}
