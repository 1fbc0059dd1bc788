package dev.tailback.lab.cli;

import dev.tailback.lab.lookups.LookupLoad;
import dev.tailback.lab.lookups.LookupPlan;
import dev.tailback.lab.lookups.LookupReport;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.Wire;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "database",
        header = "Reads listings and products through the catalog.",
        description = "Reads come at a fixed rate, whether or not the database keeps up. Exits with 1 when one failed.")
final class LoadDatabaseCommand implements Callable<Integer> {
    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "50",
            converter = Values.Rate.class,
            description = "Reads per second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--for",
            paramLabel = "D",
            defaultValue = "30s",
            converter = Values.Span.class,
            description = "How long, such as 30s or 5m (default: ${DEFAULT-VALUE}).")
    private Duration lasts = Duration.ofSeconds(30);

    @Option(
            names = "--list-to-get",
            paramLabel = "S",
            defaultValue = "0.1",
            converter = Values.ListToGet.class,
            description = "How many listings for each single product (default: ${DEFAULT-VALUE}).")
    private double listToGet;

    @Option(names = "--json", description = "The figures as JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        LookupPlan plan = new LookupPlan(rate, lasts, listToGet);
        try (Web web = new Web();
                Wire wire = new Wire()) {
            Shop shop = new Shop(wire, Labs.running(homeOption.home(), web).ports());
            LookupReport report = new LookupLoad(shop, plan).run();
            if (json) {
                terminal.document(Json.pretty(report.json()));
            } else {
                report.lines().forEach(terminal::line);
            }
            return report.isWell() ? 0 : 1;
        }
    }
}
