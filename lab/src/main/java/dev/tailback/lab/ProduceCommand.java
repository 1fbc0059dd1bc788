package dev.tailback.lab;

import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.load.Load;
import dev.tailback.lab.load.LoadLines;
import dev.tailback.lab.load.LoadPlan;
import dev.tailback.lab.load.LoadReport;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "produce",
        header = "Sends shoppers who buy, and says what became of their orders.",
        description = "Orders come at a fixed rate, whether or not the shop keeps up.")
final class ProduceCommand implements Callable<Integer> {
    private static final int USUAL_COUNT = 100;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = Values.Orders.class,
            description = "How many orders (default: 100, or as many as --for takes).")
    private @Nullable Integer count;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "10",
            converter = Values.Rate.class,
            description = "Orders per second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--for",
            paramLabel = "D",
            converter = Values.Span.class,
            description = "How long, such as 30s or 5m; with --count, whichever ends first.")
    private @Nullable Duration duration;

    @Option(
            names = "--patience",
            paramLabel = "D",
            defaultValue = "60s",
            converter = Values.Span.class,
            description = "How long to wait for orders to end after the last was sent (default: ${DEFAULT-VALUE}).")
    private Duration patience = Duration.ofMinutes(1);

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        LoadPlan plan = new LoadPlan(orders(count, rate, duration), rate, patience);
        try (Web web = new Web()) {
            RunningLab lab = Labs.running(homeOption.home(), web);
            LoadReport report = new Load(new Shop(web, lab.ports()), plan, new LoadTicker(terminal)).run();
            terminal.erase();
            LoadLines.summary(report).forEach(terminal::line);
            return report.tally().failed() == 0 ? 0 : 1;
        }
    }

    static int orders(@Nullable Integer count, double rate, @Nullable Duration duration) {
        if (duration == null) {
            return count == null ? USUAL_COUNT : count;
        }
        double fitting = Math.ceil(duration.toNanos() / 1e9 * rate);
        int most = (int) Math.clamp(fitting, 1, Values.MOST_ORDERS);
        return count == null ? most : Math.min(count, most);
    }
}
