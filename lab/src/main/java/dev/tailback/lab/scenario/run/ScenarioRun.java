package dev.tailback.lab.scenario.run;

import dev.tailback.lab.audit.Audit;
import dev.tailback.lab.audit.AuditReport;
import dev.tailback.lab.audit.Sources;
import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.calibration.Drift;
import dev.tailback.lab.calibration.Pace;
import dev.tailback.lab.calibration.Yardstick;
import dev.tailback.lab.experiment.Experiment;
import dev.tailback.lab.faults.RemoteFaults;
import dev.tailback.lab.load.Shoppers;
import dev.tailback.lab.load.ShoppersReport;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.scenario.FaultSetting;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.measuring.Metric;
import dev.tailback.lab.scenario.measuring.Recording;
import dev.tailback.lab.scenario.measuring.Window;
import dev.tailback.lab.scenario.prediction.Prediction;
import dev.tailback.lab.scenario.verdict.Alert;
import dev.tailback.lab.scenario.verdict.Judge;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Terminal;
import dev.tailback.lab.web.Wire;
import dev.tailback.telemetry.DemoRun;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A scenario on a shop that passed its {@link Preflight}, from the first look at the machine to the verdict. Whatever ends
 * it, the lab undoes it.
 */
public final class ScenarioRun {
    private static final String CLOCK = "/api/demo-clock";
    private static final Duration QUICK = Duration.ofSeconds(20);
    private static final Duration TO_DRAIN = Duration.ofSeconds(90);

    private final Venue venue;
    private final Scenario scenario;
    private final RunPlan plan;
    private final Optional<Calibration> calibration;
    private final Optional<Prediction> prediction;
    private final Terminal terminal;
    private final RemoteFaults faults;

    /**
     * @param calibration empty when the scenario wants none
     * @param prediction empty when the model does not know the scenario
     */
    public ScenarioRun(
            Venue venue,
            Scenario scenario,
            RunPlan plan,
            Optional<Calibration> calibration,
            Optional<Prediction> prediction,
            Terminal terminal) {
        this.venue = venue;
        this.scenario = scenario;
        this.plan = plan;
        this.calibration = calibration;
        this.prediction = prediction;
        this.terminal = terminal;
        this.faults = new RemoteFaults(venue.lab());
    }

    /** What was seen while the shop was the scenario's. */
    private record Played(DemoTime time, Recording recording, Diary diary, ShoppersReport shoppers) {}

    public RunReport run() throws IOException, SQLException, InterruptedException {
        Played played;
        double before;
        AuditReport audit;
        Optional<RuleWatch.Seen> told;
        try (RuleWatch rules = RuleWatch.begin(venue, plan.speed())) {
            try (Experiment mine = Experiment.begin(venue.lab(), scenario.name(), terminal::line)) {
                mine.undoAtCtrlC();
                before = capacity();
                played = play();
            }
            audit = Audit.whenDrained(Sources.of(venue.places()), venue.web(), TO_DRAIN);
            // By now those are told, too, that wait for what comes late.
            told = rules.seen(played.time(), scenario.minutes());
        }
        Drift drift = new Drift(before, capacity());
        Optional<List<Alert>> alerts = told.map(RuleWatch.Seen::alerts);
        return new RunReport(
                scenario,
                plan,
                played.time().start(),
                Instant.now(),
                played.recording(),
                prediction,
                played.diary().deeds(),
                played.shoppers(),
                audit,
                alerts,
                told.map(RuleWatch.Seen::incidents).orElse(List.of()),
                new Judge(played.recording(), prediction, alerts, audit)
                        .judge(scenario.expectations(), drift, pace(played.recording())));
    }

    /** Of the minutes that decide; null where nothing tells it. */
    private @Nullable Pace pace(Recording recording) {
        Window deciding = recording.between(scenario.lastBroken(), scenario.firstRepaired());
        return calibration
                .flatMap(assumed -> assumed.pace(Metric.PULSE.in(deciding), Metric.WORKING_STATEMENTS.in(deciding)))
                .orElse(null);
    }

    private double capacity() throws IOException, SQLException {
        return Yardstick.forRun(venue.server(), plan.lasting(scenario.minutes()))
                .millionsPerSecond();
    }

    private Played play() throws InterruptedException {
        try (Wire wire = new Wire()) {
            Shop shop = new Shop(wire, venue.places());
            applySettings();
            warmUp(shop);
            DemoTime time = DemoTime.startingSoon(Instant.now(), plan.speed());
            Diary diary = new Diary(time);
            Recording recording = new Recording();
            startClock(time);
            return new Played(time, recording, diary, letThemCome(shop, time, diary, recording));
        }
    }

    private void applySettings() throws InterruptedException {
        for (FaultSetting setting : scenario.settings()) {
            faults.set(setting.fault(), setting.with())
                    .forEach(standing -> terminal.line(
                            "%s of %s: %s".formatted(standing.fault(), standing.target(), standing.seen())));
        }
    }

    private void warmUp(Shop shop) throws InterruptedException {
        if (scenario.warmUp().isZero()) {
            return;
        }
        terminal.line("Warming up for " + scenario.warmUp().toSeconds() + " s.");
        new Shoppers(shop, scenario.crowd().steady(scenario.warmUp(), plan.scale(), plan.seed()), second -> {}).run();
    }

    private void startClock(DemoTime time) throws InterruptedException {
        venue.lab()
                .put(
                        CLOCK,
                        Map.of(
                                "mode", scenario.name(),
                                "start_timestamp", time.start().getEpochSecond(),
                                "speed", plan.speed(),
                                "phases",
                                        scenario.phases().stream()
                                                .map(ScenarioRun::phase)
                                                .toList()),
                        QUICK)
                .demandGood();
    }

    private static Map<String, Object> phase(DemoRun.Phase phase) {
        return Map.of("name", phase.name(), "from", phase.from());
    }

    private ShoppersReport letThemCome(Shop shop, DemoTime time, Diary diary, Recording recording)
            throws InterruptedException {
        Minutes minutes = new Minutes(scenario, recording, terminal);
        Shoppers shoppers = new Shoppers(
                shop,
                scenario.crowd().plan(scenario.minutes(), plan.speed(), plan.scale(), plan.seed()),
                new Witness(recording, time, plan.scale(), minutes::tell));
        try (Lookout lookout = Lookout.at(venue, recording, time);
                Reporter reporter = new Reporter(venue.lab(), scenario, recording, prediction, time);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ShoppersReport> crowd = threads.submit(() -> {
                Patience.pause(Duration.between(Instant.now(), time.start()));
                return shoppers.run();
            });
            try {
                new Stagehand(faults, time, diary, terminal).play(scenario, shoppers, crowd);
                ShoppersReport report = crowd.get();
                minutes.tell(scenario.minutes());
                return report;
            } catch (ExecutionException failed) {
                throw Refusal.of(failed);
            } finally {
                crowd.cancel(true);
            }
        }
    }
}
