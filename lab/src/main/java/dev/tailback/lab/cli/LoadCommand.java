package dev.tailback.lab.cli;

import dev.tailback.lab.arrivals.RatePlan;
import dev.tailback.lab.arrivals.Share;
import dev.tailback.lab.journeys.Cards;
import dev.tailback.lab.journeys.Habits;
import dev.tailback.lab.journeys.JourneyPlan;
import dev.tailback.lab.journeys.PatienceRange;
import dev.tailback.lab.journeys.Retries;
import dev.tailback.lab.journeys.Taste;
import dev.tailback.lab.journeys.Weights;
import dev.tailback.lab.load.Counts;
import dev.tailback.lab.load.Fact;
import dev.tailback.lab.load.Reading;
import dev.tailback.lab.load.Shoppers;
import dev.tailback.lab.load.ShoppersJson;
import dev.tailback.lab.load.ShoppersLines;
import dev.tailback.lab.load.ShoppersReport;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.Wire;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "load",
        header = "Sends shoppers on their journeys: they browse, fill carts and buy.",
        description = "Shoppers come at the plan's time, whether or not the shop keeps up. One line a second tells the"
                + " p95 of each kind of request, and the share of due checkouts that failed."
                + " Exits with 1 when any request or checkout failed.",
        subcommands = LoadDatabaseCommand.class)
final class LoadCommand implements Callable<Integer> {
    private static final int ROWS_UNDER_A_HEAD = 20;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(
            names = "--journeys",
            paramLabel = "B/C/F",
            defaultValue = "50/20/30",
            converter = Values.JourneyWeights.class,
            description = "How many of 100 shoppers browse only, fill a cart as well, and check out"
                    + " (default: ${DEFAULT-VALUE}).")
    private Weights journeys = Weights.USUAL;

    @Option(
            names = "--rpm",
            paramLabel = "R",
            converter = Values.Rpm.class,
            description = "Shoppers per minute: 120, or 30..120 to climb while the load lasts, or 0s=30,5m=120,10m=120"
                    + " to climb from time to time (default: 120).")
    private @Nullable RatePlan rpm;

    @Option(
            names = "--rate",
            paramLabel = "R",
            converter = Values.Rate.class,
            description = "Shoppers per second, instead of --rpm.")
    private @Nullable Double rate;

    @Option(
            names = "--for",
            paramLabel = "D",
            defaultValue = "1m",
            converter = Values.Span.class,
            description = "How long shoppers come, such as 30s or 5m (default: ${DEFAULT-VALUE}).")
    private Duration lasts = Duration.ofMinutes(1);

    @Option(
            names = "--patience",
            paramLabel = "D",
            defaultValue = "30s",
            converter = Values.ShoppersPatience.class,
            description = "How long a shopper waits for any answer and for the order's end, 100ms to 10m, or each their"
                    + " own time between two: 5s..60s (default: ${DEFAULT-VALUE}).")
    private PatienceRange patience = Habits.USUAL.patience();

    @Option(
            names = "--searching",
            paramLabel = "P%",
            defaultValue = "100%",
            converter = Values.Percent.class,
            description = "How many look for what they want in a listing; the others know the product"
                    + " (default: ${DEFAULT-VALUE}).")
    private Share searching = Share.ALL;

    @Option(
            names = "--think",
            paramLabel = "D",
            defaultValue = "0s",
            converter = Values.Pause.class,
            description = "How long a shopper looks at each page (default: ${DEFAULT-VALUE}).")
    private Duration think = Duration.ZERO;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "0",
            converter = Values.Retries.class,
            description = "How often a shopper whose checkout failed tries again, each time with a new cart"
                    + " (default: ${DEFAULT-VALUE}).")
    private int retries;

    @Option(
            names = "--backoff",
            paramLabel = "D",
            defaultValue = "0s",
            converter = Values.Pause.class,
            description = "The longest pause before the first retry, at most 1m; it doubles each time"
                    + " (default: ${DEFAULT-VALUE}, at once).")
    private Duration backoff = Duration.ZERO;

    @Option(
            names = "--retry-budget",
            paramLabel = "S",
            converter = Values.Budget.class,
            description = "How many retries there may be for each first checkout, such as 0.1 or 10%% (default: any).")
    private @Nullable Double retryBudget;

    @Option(
            names = "--shift",
            description = "Shoppers lose heart: if a third of the checkouts fail, a third of the buyers only browse.")
    private boolean shift;

    @Option(
            names = "--card",
            paramLabel = "NUMBER=P%",
            converter = Values.Card.class,
            description = "What some shoppers pay with, such as 4000000000000002=5%%; the others' is approved.")
    private List<Values.CardShare> cards = List.of();

    @Option(names = "--hot-sku", paramLabel = "SKU", description = "Everybody wants this one product.")
    private @Nullable String hotSku;

    @Option(
            names = "--skew",
            paramLabel = "S",
            defaultValue = "0",
            converter = Values.Skew.class,
            description = "How unequally products are wanted, as for produce (default: ${DEFAULT-VALUE}).")
    private double skew;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = Values.Seed.class,
            description = "The same seed makes the same load (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "One JSON object a second and one at the end.")
    private boolean json;

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JourneyPlan plan = plan();
        Terminal terminal = Terminal.ofThisProcess();
        try (Web web = new Web();
                Wire wire = new Wire()) {
            Shop shop = new Shop(wire, Labs.running(homeOption.home(), web).ports());
            ShoppersReport report = new Shoppers(shop, plan, second -> tell(terminal, second)).run();
            if (json) {
                terminal.document(Json.compact(ShoppersJson.of(report)));
            } else {
                ShoppersLines.summary(report).forEach(terminal::line);
            }
            Counts counts = report.total().counts();
            return counts.of(Fact.ERRORS) + counts.of(Fact.FAILED) + counts.of(Fact.REFUSED) == 0 ? 0 : 1;
        }
    }

    private void tell(Terminal terminal, Reading second) {
        if (json) {
            terminal.document(Json.compact(ShoppersJson.of(second)));
            return;
        }
        if (second.at().toSeconds() % ROWS_UNDER_A_HEAD == 1) {
            terminal.line(terminal.bold(ShoppersLines.head()));
        }
        terminal.line(ShoppersLines.row(second));
    }

    private JourneyPlan plan() {
        if (rate != null && rpm != null) {
            throw wrong("--rate does not go with --rpm: give one of them");
        }
        RatePlan wanted = rate != null ? RatePlan.perSecond(rate) : rpm != null ? rpm : RatePlan.of("120");
        try {
            double budget = retryBudget == null ? Double.POSITIVE_INFINITY : retryBudget;
            Habits habits =
                    new Habits(think, patience, searching, new Retries(retries, backoff, budget), new Cards(cards()));
            return new JourneyPlan(wanted.within(lasts), lasts, journeys, shift, habits, new Taste(skew, hotSku), seed);
        } catch (IllegalArgumentException impossible) {
            throw wrong(String.valueOf(impossible.getMessage()));
        }
    }

    private SequencedMap<String, Share> cards() {
        SequencedMap<String, Share> shares = new LinkedHashMap<>();
        cards.forEach(card -> shares.put(card.card(), card.share()));
        return shares;
    }

    private ParameterException wrong(String sentence) {
        if (spec == null) {
            throw new IllegalStateException("picocli gave this command no spec");
        }
        return new ParameterException(spec.commandLine(), sentence);
    }
}
