package dev.tailback.lab;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.traces.Traces;
import dev.tailback.lab.web.Web;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "trace", description = "Draws the trace of an order through all stages.")
final class TraceCommand implements Callable<Integer> {
    // UUID.fromString takes 1-1-1-1-1 too.
    private static final Pattern ORDER_ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(index = "0", paramLabel = "ORDER", description = "The order's id, as the checkout answered it.")
    private String order = "";

    @Override
    public Integer call() throws Exception {
        if (!ORDER_ID.matcher(order).matches()) {
            throw new Refusal(
                    Refusal.WRONG_USE,
                    "ORDER '" + order + "' is not allowed: a UUID such as 01980a3c-7c1e-7000-8000-0123456789ab");
        }
        try (Web web = new Web()) {
            RunningLab lab = Labs.running(homeOption.home(), web);
            OrderView found = new Shop(web, lab.ports())
                    .order(UUID.fromString(order))
                    .orElseThrow(() -> new Refusal("checkout knows no order " + order
                            + "; one that was submitted a moment ago may still be on its way"));
            new OrderTrace(new Traces(web, lab.ports()), Terminal.ofThisProcess()).print(found);
            return 0;
        }
    }
}
