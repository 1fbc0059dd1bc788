package dev.tailback.lab.cli;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.traces.OrderTrace;
import dev.tailback.lab.traces.Traces;
import dev.tailback.lab.web.Web;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "trace", description = "Draws the trace of an order through all stages.")
final class TraceCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(
            index = "0",
            paramLabel = "ORDER",
            converter = Values.OrderId.class,
            description = "The order's id, as the checkout answered it.")
    private UUID order = new UUID(0, 0);

    @Override
    public Integer call() throws Exception {
        try (Web web = new Web()) {
            RunningLab lab = Labs.running(homeOption.home(), web);
            OrderView found = new Shop(web, lab.ports())
                    .order(order)
                    .orElseThrow(() -> new Refusal("checkout knows no order " + order
                            + "; one that was submitted a moment ago may still be on its way"));
            new OrderTrace(new Traces(web, lab.ports()), Terminal.ofThisProcess()).print(found);
            return 0;
        }
    }
}
