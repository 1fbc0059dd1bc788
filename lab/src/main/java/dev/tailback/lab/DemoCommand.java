package dev.tailback.lab;

import dev.tailback.lab.arrivals.LoadPlan;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.load.Load;
import dev.tailback.lab.load.LoadLines;
import dev.tailback.lab.load.LoadReport;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.shop.OrderView;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.traces.Traces;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "demo", description = "Starts the shop, buys 20 orders and draws the trace of one. Begin here.")
final class DemoCommand implements Callable<Integer> {
    private static final int ORDERS = 20;
    private static final LoadPlan PLAN = new LoadPlan(ORDERS, 5, Duration.ofMinutes(1));

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(
            names = "--port-base",
            paramLabel = "N",
            converter = Values.PortBase.class,
            description = "Uses the thirteen ports from N.")
    private @Nullable Integer portBase;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        Instant began = CommandStart.instant(System.getenv("TAILBACK_STARTED_AT"));
        Home home = homeOption.home();
        try (Web web = new Web()) {
            RunningLab lab = new DetachedLab(home, web, terminal)
                    .ensureUp(DetachedLab.arguments(home, portBase, null), new AotUse.Read());
            terminal.line("");
            terminal.line("Buying " + ORDERS + " orders, five per second.");
            Shop shop = new Shop(web, lab.ports());
            LoadReport report = new Load(shop, PLAN, tally -> terminal.line("  " + LoadLines.running(tally))).run();
            LoadLines.summary(report).forEach(terminal::line);
            report.firstConfirmation()
                    .ifPresent(first -> terminal.line("  first confirmed order           "
                            + Amounts.seconds(Duration.between(began, first)) + " after the command began"));
            terminal.line("");
            showTrace(report, shop, new OrderTrace(new Traces(web, lab.ports()), terminal));
            sayGoodbye(lab, terminal);
            return report.isAllConfirmed(ORDERS) ? 0 : 1;
        }
    }

    private static void showTrace(LoadReport report, Shop shop, OrderTrace trace)
            throws IOException, InterruptedException {
        if (report.anOrder().isPresent()) {
            Optional<OrderView> order = shop.order(report.anOrder().get());
            if (order.isPresent()) {
                trace.print(order.get());
            }
        }
    }

    private static void sayGoodbye(RunningLab lab, Terminal terminal) {
        terminal.line("");
        Urls.lines(lab.ports()).forEach(terminal::line);
        terminal.line("Still running: ./tailback down ends it.");
    }
}
