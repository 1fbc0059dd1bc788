package dev.tailback.lab.cli;

import dev.tailback.lab.arrivals.Mix;
import dev.tailback.lab.arrivals.PurchasePlan;
import dev.tailback.lab.arrivals.Share;
import dev.tailback.lab.carts.CartsTopic;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Ports;
import dev.tailback.lab.lag.ShopLag;
import dev.tailback.lab.produce.PurchaseLines;
import dev.tailback.lab.produce.PurchaseReport;
import dev.tailback.lab.produce.Purchases;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.Wire;
import dev.tailback.telemetry.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "produce",
        header = "Sends shoppers who buy, and says what became of their orders.",
        description = "Carts come at a fixed rate, whether or not the shop keeps up. Exits with 1 when an order failed,"
                + " poison did not end as failed, or what was sent again was refused.")
final class ProduceCommand implements Callable<Integer> {
    private static final int USUAL_COUNT = 100;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(
            names = "--count",
            paramLabel = "N",
            converter = Values.Orders.class,
            description = "How many carts (default: 100, or as many as --for takes).")
    private @Nullable Integer count;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "10",
            converter = Values.Rate.class,
            description = "Carts per second (default: ${DEFAULT-VALUE}).")
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

    @Option(
            names = "--to",
            paramLabel = "WAY",
            defaultValue = "http",
            converter = Values.To.class,
            description = "http: as shoppers do, through the catalog. kafka: submitted carts straight to their topic"
                    + " (default: ${DEFAULT-VALUE}).")
    private Purchases.Way to = Purchases.Way.HTTP;

    @Option(
            names = "--skew",
            paramLabel = "S",
            defaultValue = "0",
            converter = Values.Skew.class,
            description = "How unequally products are bought, as the exponent of Zipf's law: 0 all alike, 1 a fifth of"
                    + " all orders for the first of 100, 2 three fifths (default: ${DEFAULT-VALUE}).")
    private double skew;

    @Option(
            names = "--poison",
            paramLabel = "P%",
            defaultValue = "0%",
            converter = Values.Percent.class,
            description = "Share of the carts that is sent straight to Kafka in a form that nobody can read"
                    + " (default: ${DEFAULT-VALUE}).")
    private Share poison = Share.NONE;

    @Option(
            names = "--duplicates",
            paramLabel = "P%",
            defaultValue = "0%",
            converter = Values.Percent.class,
            description = "Share of the other carts that is sent again, two to five times within three seconds"
                    + " (default: ${DEFAULT-VALUE}).")
    private Share duplicates = Share.NONE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = Values.Seed.class,
            description = "The same seed makes the same load (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        PurchasePlan plan = new PurchasePlan(
                orders(count, rate, duration), rate, patience, new Mix(skew, poison, duplicates, seed));
        try (Web web = new Web();
                Wire wire = new Wire()) {
            Ports ports = Labs.running(home(plan), web).ports();
            PurchaseReport report =
                    run(new Shop(wire, ports), ports, plan, new PurchaseTicker(terminal, new ShopLag(web, ports)));
            terminal.erase();
            PurchaseLines.summary(report).forEach(terminal::line);
            report.anOrder().ifPresent(order -> terminal.line("./tailback trace " + order + " draws one of them."));
            return report.tally().isWell() ? 0 : 1;
        }
    }

    private Home home(PurchasePlan plan) throws IOException, InterruptedException {
        return Purchases.needsCarts(to, plan) ? homeOption.homeWithKafka() : homeOption.home();
    }

    private PurchaseReport run(Shop shop, Ports ports, PurchasePlan plan, PurchaseTicker ticker)
            throws InterruptedException {
        if (!Purchases.needsCarts(to, plan)) {
            return new Purchases(shop, plan, ticker).run();
        }
        try (Telemetry telemetry = Telemetry.startFor("lab", "http://127.0.0.1:" + ports.otlpHttp());
                CartsTopic carts =
                        CartsTopic.traced(ports.kafkaAddress(), telemetry.sdk().getTracer("dev.tailback.lab"))) {
            return new Purchases(shop, plan, to, carts, ticker).run();
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
