package dev.tailback.lab.scenario.prediction;

import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.calibration.Pace;
import dev.tailback.lab.faults.FaultRoutes;
import dev.tailback.lab.faults.database.MissingIndex;
import dev.tailback.lab.faults.stages.PaymentInTransaction;
import dev.tailback.lab.faults.stages.SlowProvider;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.journeys.JourneyPlan;
import dev.tailback.lab.journeys.PatienceRange;
import dev.tailback.lab.journeys.Retries;
import dev.tailback.lab.journeys.Taste;
import dev.tailback.lab.journeys.Weights;
import dev.tailback.lab.physics.Conditions;
import dev.tailback.lab.physics.Demand;
import dev.tailback.lab.physics.Interval;
import dev.tailback.lab.physics.ModelledStage;
import dev.tailback.lab.physics.ShopModel;
import dev.tailback.lab.scenario.Crowd;
import dev.tailback.lab.scenario.FaultSetting;
import dev.tailback.lab.scenario.FaultStep;
import dev.tailback.lab.scenario.Scenario;
import dev.tailback.lab.scenario.measuring.Recording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Turns a scenario into the model's input, and a simulation run into a recording. */
public final class Forecast {
    private static final double SECONDS = 60;
    private static final double PERCENT = 100;
    private static final double LOOK_EVERY = 1;
    /** What a queue does depends on who comes a tenth of a second sooner. */
    private static final int COURSES = 60;
    /** How many times as long everything may take as was measured: a run in which it takes longer, or less, proves nothing. */
    private static final double[] MACHINES = {1, 1 / (1 + Pace.MOST), 1 / (1 - Pace.MOST)};
    /** A rate that goes over from one to another does so in steps. */
    private static final double RATE_STEP = 0.25;

    /** So long the most checkouts take to come to as many records as are under way in a shop that is slow. */
    private static final double NOTICEABLE_SECONDS = 8;
    /** Between the stages of a shop that is well. */
    private static final double ALWAYS_UNDER_WAY = 10;

    private final Scenario scenario;
    private final double speed;
    private final JourneyPlan plan;
    private final Optional<Calibration> calibration;
    private final Part consumer;

    private Forecast(Scenario scenario, double speed, double scale, long seed, Optional<Calibration> calibration) {
        this.scenario = scenario;
        this.speed = speed;
        this.calibration = calibration;
        this.plan = scenario.crowd().plan(scenario.minutes(), speed, scale, seed);
        this.consumer = sets(scenario, PaymentInTransaction.MANUAL.fault()) ? Part.CHECKOUT : Part.INVENTORY;
    }

    /** What the model lacks for this scenario, in a sentence; empty when it can be predicted. */
    public static Optional<String> gap(Scenario scenario, Optional<Calibration> calibration) {
        Optional<FaultSetting> strange = settings(scenario)
                .filter(setting -> !Standing.knows(setting.fault()))
                .findFirst();
        if (strange.isPresent()) {
            return Optional.of("%s: the model does not know %s; it knows %s"
                    .formatted(strange.get().place(), strange.get().fault(), Standing.known()));
        }
        if (sets(scenario, MissingIndex.MANUAL.fault()) && calibration.isEmpty()) {
            return Optional.of("the model knows what a missing index costs only with calibrated: true");
        }
        if (sets(scenario, SlowProvider.MANUAL.fault()) && !sets(scenario, PaymentInTransaction.MANUAL.fault())) {
            return Optional.of("the model asks the payment provider within the transaction only:"
                    + " slow-provider goes with payment-in-transaction");
        }
        return settings(scenario)
                .filter(setting -> setting.with().containsKey(FaultRoutes.SPAN))
                .findFirst()
                .map(timed -> "%s: the model does not know %s, only clear".formatted(timed.place(), FaultRoutes.SPAN))
                .or(() -> gap(scenario.crowd()));
    }

    private static Optional<String> gap(Crowd crowd) {
        if (crowd.shifts()) {
            return Optional.of("the model has no shoppers who lose heart: shift: true");
        }
        if (!crowd.taste().equals(Taste.EVEN)) {
            return Optional.of("the model has one product: hot_sku, skew");
        }
        return crowd.stubbornness().stream()
                        .anyMatch(each -> !each.retries().backoff().isZero())
                ? Optional.of("the model's shoppers try again at once: backoff")
                : Optional.empty();
    }

    /** Empty when there is a {@link #gap}. */
    public static Optional<Prediction> ifKnown(
            Scenario scenario, double speed, double scale, long seed, Optional<Calibration> calibration) {
        return gap(scenario, calibration).isPresent()
                ? Optional.empty()
                : Optional.of(of(scenario, speed, scale, seed, calibration));
    }

    /** Demands that there is no {@link #gap}. */
    public static Prediction of(
            Scenario scenario, double speed, double scale, long seed, Optional<Calibration> calibration) {
        return new Forecast(scenario, speed, scale, seed, calibration).prediction();
    }

    private static boolean sets(Scenario scenario, String fault) {
        return settings(scenario).anyMatch(setting -> setting.fault().equals(fault));
    }

    private static Stream<FaultSetting> settings(Scenario scenario) {
        return Stream.concat(
                scenario.settings().stream(),
                scenario.steps().stream()
                        .filter(FaultStep.Set.class::isInstance)
                        .map(step -> ((FaultStep.Set) step).setting()));
    }

    private Prediction prediction() {
        double noticeable = noticeable();
        List<Recording> courses = LongStream.range(0, COURSES)
                .mapToObj(nth -> course(plan.seed() + nth, MACHINES[(int) (nth % MACHINES.length)]))
                .toList();
        return new Prediction(
                consumer,
                speed,
                scenario.minutes(),
                noticeable,
                turns(),
                courses.getFirst(),
                courses.stream()
                        .map(course -> Milestones.of(course, consumer.id(), scenario.minutes(), noticeable))
                        .toList());
    }

    private double noticeable() {
        double checkouts = changes().stream()
                .mapToDouble(minute -> demand(minute).checkouts())
                .max()
                .orElseThrow();
        return Math.max(ALWAYS_UNDER_WAY, NOTICEABLE_SECONDS * checkouts);
    }

    /** @param factor how many times as long everything takes as was measured, if it was */
    private Recording course(long seed, double factor) {
        int cores = calibration
                .map(Calibration::postgresCores)
                .orElse(Runtime.getRuntime().availableProcessors());
        ShopModel model = new ShopModel(cores, conditions(factor), seed, LOOK_EVERY, stage());
        Recording recording = new Recording();
        model.run(seconds(scenario.minutes())).forEach(interval -> note(interval, recording));
        return recording;
    }

    private ModelledStage stage() {
        return consumer == Part.CHECKOUT ? ModelledStage.CHECKOUT : ModelledStage.INVENTORY;
    }

    private void note(Interval interval, Recording recording) {
        double minute = (interval.from() + LOOK_EVERY / 2) / SECONDS * speed;
        recording.add("confirmed", minute, interval.confirmed());
        recording.add("failed", minute, interval.failedLater());
        recording.add("refused", minute, interval.refused());
        recording.add("lag." + consumer.id(), minute, interval.lag());
        recording.add("pool." + Part.CATALOG.id(), minute, interval.catalogPool());
        recording.add("pool." + consumer.id(), minute, interval.consumerPool());
        interval.listings().forEach(took -> recording.add("search_ms", minute, took * 1_000));
    }

    private List<Conditions> conditions(double factor) {
        Standing standing = new Standing(consumer, calibration.map(measured -> measured.taking(factor)));
        scenario.settings().forEach(standing::set);
        List<FaultStep> steps = new ArrayList<>(scenario.steps());
        List<Conditions> conditions = new ArrayList<>();
        for (double minute : changes()) {
            while (!steps.isEmpty() && steps.getFirst().at() <= minute) {
                take(steps.removeFirst(), standing);
            }
            conditions.add(standing.from(seconds(minute), demand(minute)));
        }
        return conditions;
    }

    private static void take(FaultStep step, Standing standing) {
        switch (step) {
            case FaultStep.Set set -> standing.set(set.setting());
            case FaultStep.Clear clear -> standing.clear(clear.fault());
        }
    }

    private SortedSet<Double> changes() {
        SortedSet<Double> changes = turns();
        List<Crowd.Rate> rates = scenario.crowd().rpm();
        for (int n = 1; n < rates.size(); n++) {
            for (double minute = rates.get(n - 1).at(); minute < rates.get(n).at(); minute += RATE_STEP) {
                changes.add(minute);
            }
            changes.add(rates.get(n).at());
        }
        return changes;
    }

    /** When something is done to the shop or its shoppers; the beginning as well. */
    private SortedSet<Double> turns() {
        SortedSet<Double> turns = new TreeSet<>();
        turns.add(0.0);
        scenario.steps().forEach(step -> turns.add(step.at()));
        scenario.crowd().stubbornness().forEach(change -> turns.add(change.at()));
        return turns;
    }

    private Demand demand(double minute) {
        double shoppers = plan.pace().perSecond(Duration.ofMillis(Math.round(seconds(minute) * 1_000)));
        Weights weights = plan.weights();
        PatienceRange patience = plan.habits().patience();
        Retries retries = retries(minute);
        return new Demand(
                shoppers * plan.habits().searching().fraction(),
                shoppers * (PERCENT - weights.fullCheckout()) / PERCENT,
                shoppers * weights.fullCheckout() / PERCENT,
                patience.least().toMillis() / 1e3,
                patience.most().toMillis() / 1e3,
                retries.most(),
                retries.budget());
    }

    private Retries retries(double minute) {
        return scenario.crowd().stubbornness().stream()
                .filter(change -> change.at() <= minute)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .retries();
    }

    private double seconds(double minute) {
        return minute / speed * SECONDS;
    }
}
