package dev.tailback.lab.cli;

import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.calibration.Drift;
import dev.tailback.lab.calibration.Fitting;
import dev.tailback.lab.calibration.Reserving;
import dev.tailback.lab.control.RunningLab;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.load.Fact;
import dev.tailback.lab.processes.AotUse;
import dev.tailback.lab.processes.Proportions;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.ScenarioFiles;
import dev.tailback.lab.scenario.evidence.Facts;
import dev.tailback.lab.scenario.evidence.RunFolder;
import dev.tailback.lab.scenario.evidence.Taping;
import dev.tailback.lab.scenario.prediction.Forecast;
import dev.tailback.lab.scenario.prediction.Prediction;
import dev.tailback.lab.scenario.prediction.PredictionLines;
import dev.tailback.lab.scenario.run.Preflight;
import dev.tailback.lab.scenario.run.RunPlan;
import dev.tailback.lab.scenario.run.RunReport;
import dev.tailback.lab.scenario.run.ScenarioRun;
import dev.tailback.lab.scenario.run.Venue;
import dev.tailback.lab.scenario.verdict.VerdictLines;
import dev.tailback.lab.spans.KeptSpans;
import dev.tailback.lab.spans.SampledSpans;
import dev.tailback.lab.spans.SpanFilter;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.up.DetachedLab;
import dev.tailback.lab.web.Json;
import dev.tailback.lab.web.Web;
import dev.tailback.lab.web.WebFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        header = "Runs a scenario and checks its expectations.",
        description =
                "Starts the shop if it does not run, and undoes whatever the scenario did to it. Without a name it"
                        + " lists the scenarios. Ends with 0 if every expectation held, 1 if one did not, 3 if the machine"
                        + " changed meanwhile, so that nothing is proven.")
final class RunCommand implements Callable<Integer> {
    private static final long MOST_BYTES_OF_SPANS = 200L << 20;

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Mixin
    private final ScenarioOptions options = new ScenarioOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "The name of one, or the path of a YAML file.")
    private @Nullable String wanted;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all that is known of the run to a file.")
    private @Nullable Path json;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            converter = Values.PortBase.class,
            description = "Uses the thirteen ports from N, if the shop is to be started.")
    private @Nullable Integer portBase;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = Terminal.ofThisProcess();
        if (wanted == null) {
            list(terminal);
            return 0;
        }
        Scenario scenario = ScenarioFiles.find(wanted);
        demandFolderFor(json);
        Home home = homeOption.home();
        try (Web web = new Web()) {
            Optional<Calibration> remembered = options.calibration(scenario, home, web, terminal);
            RunPlan wished = options.plan(scenario, remembered);
            RunningLab lab = lab(home, web, scenario, remembered.orElse(null), terminal);
            Venue venue = new Venue(home, lab, web);
            new Preflight(venue).check(scenario.settings(), scenario.steps());
            Optional<Calibration> calibration = remembered.isEmpty()
                    ? remembered
                    : Optional.of(asItIsNow(remembered.get(), venue.server(), terminal));
            RunPlan plan = calibration
                    .map(now -> wished.withScale(now.sizing().scale()))
                    .orElse(wished);
            terminal.line("");
            terminal.line(scenario.name() + ": " + scenario.about());
            try (Taping taping = Taping.begin(home, web, lab.ports())) {
                RunReport run = new ScenarioRun(
                                venue,
                                scenario,
                                plan,
                                calibration,
                                prediction(scenario, plan, calibration, terminal),
                                terminal)
                        .run();
                if (calibration.isPresent() && run.verdict().pace() != null) {
                    calibration.get().after(run.verdict().pace()).remember(home);
                }
                conclude(
                        home,
                        run,
                        Facts.of(run, calibration.orElse(null)),
                        new KeptSpans(web, lab.ports()),
                        taping,
                        terminal);
                return run.verdict().outcome().exitCode();
            }
        }
    }

    /** Before minutes have passed. */
    private static void demandFolderFor(@Nullable Path json) {
        Path parent = json == null ? null : json.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new Refusal(
                    Refusal.WRONG_USE, "--json " + json + " is not allowed: a file in a folder that there is");
        }
    }

    private static Optional<Prediction> prediction(
            Scenario scenario, RunPlan plan, Optional<Calibration> calibration, Terminal terminal) {
        Forecast.gap(scenario, calibration).ifPresent(gap -> terminal.line("Nothing is predicted: " + gap));
        return Forecast.ifKnown(scenario, plan.speed(), plan.scale(), plan.seed(), calibration);
    }

    private static void list(Terminal terminal) throws IOException {
        Table table = new Table("scenario", "minutes", "what it shows");
        for (String name : ScenarioFiles.SHIPPED) {
            Scenario scenario = ScenarioFiles.shipped(name);
            table.row(name, "%.0f".formatted(scenario.minutes()), scenario.about());
        }
        table.lines().forEach(terminal::line);
    }

    private RunningLab lab(Home home, Web web, Scenario scenario, @Nullable Calibration calibration, Terminal terminal)
            throws IOException, SQLException, InterruptedException {
        List<String> arguments = DetachedLab.arguments(home, portBase, null);
        if (calibration != null) {
            arguments.addAll(proportions(calibration).arguments());
        }
        if (scenario.wantsReplica()) {
            DetachedLab.demandReplica(RunningLab.find(home, web));
            arguments.add("--replica");
        }
        RunningLab lab = new DetachedLab(home, web, terminal).ensureUp(arguments, new AotUse.Read());
        if (calibration != null) {
            Fitting.of(new ShopServer(home, lab.ports()), postgres(lab)).demand(calibration);
        }
        return lab;
    }

    /** The machine was measured some time ago, and with smaller tables. */
    private static Calibration asItIsNow(Calibration remembered, ShopServer server, Terminal terminal)
            throws IOException, SQLException {
        Reserving.Look look = new Reserving(server).briefly();
        Calibration now = remembered.having(look);
        now.remember(server.home());
        terminal.line(
                "A reservation without its index takes %.0f ms now, and %.0f from run to run: %.2f times the checkouts a minute."
                        .formatted(
                                look.millis(),
                                now.expected().reservation(),
                                now.sizing().scale()));
        return now;
    }

    private static Proportions proportions(Calibration calibration) {
        return new Proportions(
                calibration.sizing().products(),
                calibration.sizing().skus(),
                Proportions.canBindToCores() ? calibration.postgresCores() : null);
    }

    private static long postgres(RunningLab lab) throws InterruptedException {
        return lab.status(false).processes().stream()
                .filter(process -> process.name().equals(Part.POSTGRES.id()))
                .map(process -> process.pid())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new Refusal("postgres does not run; ./tailback up starts what is missing"));
    }

    private void conclude(Home home, RunReport run, Facts facts, KeptSpans spans, Taping taping, Terminal terminal)
            throws IOException, InterruptedException {
        RunFolder folder = RunFolder.of(home, run.scenario().name(), run.startedAt());
        folder.write(run, facts);
        terminal.line("");
        if (facts.prediction() != null) {
            PredictionLines.compared(facts.prediction()).forEach(terminal::line);
            terminal.line("");
        }
        VerdictLines.of(run.verdict()).forEach(terminal::line);
        if (facts.calibration() != null
                && sinceCalibrated(facts.calibration(), run).isTooMuch()) {
            terminal.line("When it was calibrated, this machine was another: PostgreSQL counted %.1f million numbers;"
                            .formatted(facts.calibration().millionsPerSecond())
                    + " ./tailback calibrate --recalibrate measures it anew");
        }
        long turnedAway = run.shoppers().total().counts().of(Fact.TURNED_AWAY);
        if (turnedAway > 0) {
            terminal.line(
                    "%d shoppers were not let in, and count nowhere: the lab had all at once in the shop that it can bear"
                            .formatted(turnedAway));
        }
        terminal.line("");
        terminal.line(
                "Kept in %s, with %s and %s".formatted(folder.path(), taping.into(folder), keep(spans, run, folder)));
        terminal.line("The shop runs on; ./tailback down ends it.");
        if (json != null) {
            Files.writeString(json, Json.pretty(facts) + "\n");
        }
    }

    private static Drift sinceCalibrated(Calibration calibration, RunReport run) {
        return new Drift(calibration.millionsPerSecond(), run.verdict().drift().before());
    }

    private static String keep(KeptSpans spans, RunReport run, RunFolder folder)
            throws IOException, InterruptedException {
        SpanFilter meanwhile = new SpanFilter(
                null, null, null, null, null, null, Map.of(), Duration.between(run.startedAt(), Instant.now()));
        try {
            SampledSpans.Written kept = new SampledSpans(spans, MOST_BYTES_OF_SPANS).write(folder.spans(), meanwhile);
            // A day of runs fills the store.
            return kept.spans() > 0
                    ? kept.sentence() + "."
                    : "no spans: none was kept meanwhile; ./tailback spans report says why.";
        } catch (WebFailure away) {
            Files.deleteIfExists(folder.spans());
            return "no spans: " + away.getMessage();
        }
    }
}
