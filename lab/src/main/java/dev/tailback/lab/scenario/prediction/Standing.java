package dev.tailback.lab.scenario.prediction;

import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.control.BadRequest;
import dev.tailback.lab.faults.Arguments;
import dev.tailback.lab.faults.Manual;
import dev.tailback.lab.faults.database.MissingIndex;
import dev.tailback.lab.faults.stages.LateDeadline;
import dev.tailback.lab.faults.stages.PaymentInTransaction;
import dev.tailback.lab.faults.stages.PoolSize;
import dev.tailback.lab.faults.stages.Repacking;
import dev.tailback.lab.faults.stages.ReplicaReads;
import dev.tailback.lab.faults.stages.SlowProvider;
import dev.tailback.lab.home.Part;
import dev.tailback.lab.physics.Conditions;
import dev.tailback.lab.physics.Costs;
import dev.tailback.lab.physics.Demand;
import dev.tailback.lab.physics.PoolLimits;
import dev.tailback.lab.physics.Reading;
import dev.tailback.lab.physics.StageDefaults;
import dev.tailback.lab.scenario.FaultSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the shop of the model stands while a scenario sets and clears its faults. */
final class Standing {
    /** Where products are read costs nothing: the replica shares the processor of the primary. */
    private static final Map<String, Manual> KNOWN = Stream.of(
                    MissingIndex.MANUAL,
                    PoolSize.MANUAL,
                    Repacking.MANUAL,
                    LateDeadline.MANUAL,
                    PaymentInTransaction.MANUAL,
                    ReplicaReads.MANUAL,
                    SlowProvider.MANUAL)
            .collect(Collectors.toMap(Manual::fault, Function.identity()));

    /** By which what is left of a product is looked up, for a listing fifty times. */
    private static final String OF_LOOKS = "idx_products_stock_quantity";

    private static final String STAGE = "stage";
    private static final String ALL = "all";
    private static final double MILLIS = 1_000;

    private final Part consumer;
    private final Optional<Calibration> calibration;
    /** One fault may be set at one stage and then at another. */
    private final List<Set> set = new ArrayList<>();

    private final SortedSet<String> missing = new TreeSet<>();
    private double building;

    private record Set(String fault, Arguments with) {}

    /** @param consumer the stage whose lag is told */
    Standing(Part consumer, Optional<Calibration> calibration) {
        this.consumer = consumer;
        this.calibration = calibration;
    }

    static boolean knows(String fault) {
        return KNOWN.containsKey(fault);
    }

    static String known() {
        return KNOWN.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    void set(FaultSetting setting) {
        Arguments with = arguments(setting);
        set.add(new Set(setting.fault(), with));
        if (setting.fault().equals(MissingIndex.MANUAL.fault())) {
            missing.addAll(with.list(MissingIndex.INDEXES));
        }
    }

    void clear(String fault) {
        set.removeIf(each -> each.fault().equals(fault));
        if (fault.equals(MissingIndex.MANUAL.fault())) {
            building += calibration.map(this::buildingSeconds).orElse(0.0);
            missing.clear();
        }
    }

    private static Arguments arguments(FaultSetting setting) {
        Manual manual = KNOWN.get(setting.fault());
        if (manual == null) {
            throw new IllegalArgumentException("the model does not know " + setting.fault() + ", only " + known());
        }
        try {
            return Arguments.of(manual, setting.with());
        } catch (BadRequest wrong) {
            throw setting.place().refusal(String.valueOf(wrong.getMessage()));
        }
    }

    private double buildingSeconds(Calibration measured) {
        double products = missing.contains(OF_LOOKS) ? measured.expected().productIndexes() : 0;
        double stock =
                missing.contains(MissingIndex.OF_STOCK) ? measured.expected().stockIndex() : 0;
        return (products + stock) / MILLIS;
    }

    /** From a time on, in seconds. What is to be built is built once. */
    Conditions from(double seconds, Demand demand) {
        double toBuild = building;
        building = 0;
        return new Conditions(seconds, toBuild, costs(), demand, reading(), pool(Part.CATALOG), pool(consumer));
    }

    private Costs costs() {
        Costs costs = Costs.WELL;
        if (calibration.isPresent() && missing.contains(OF_LOOKS)) {
            costs = costs.withListing(calibration.get().expected().listing() / MILLIS)
                    .withPage(calibration.get().expected().page() / MILLIS);
        }
        if (calibration.isPresent() && missing.contains(MissingIndex.OF_STOCK)) {
            costs = costs.withReservation(calibration.get().expected().reservation() / MILLIS);
        }
        return find(PaymentInTransaction.MANUAL).isPresent() ? costs.withProvider(provider()) : costs;
    }

    private double provider() {
        return find(SlowProvider.MANUAL)
                .map(with -> seconds(with.duration(SlowProvider.DELAY)))
                .orElse(0.0);
    }

    private Reading reading() {
        Optional<Arguments> dispatch = findFor(Repacking.MANUAL, consumer);
        return new Reading(
                dispatch.map(with -> with.whole(Repacking.RECORDS)).orElse(StageDefaults.RECORDS_PER_TRANSACTION),
                dispatch.map(with -> with.whole(Repacking.IN_FLIGHT)).orElse(StageDefaults.TRANSACTIONS_IN_FLIGHT),
                findFor(LateDeadline.MANUAL, consumer).isEmpty());
    }

    private PoolLimits pool(Part stage) {
        return findFor(PoolSize.MANUAL, stage)
                .map(with -> new PoolLimits(with.whole(PoolSize.MAX), seconds(with.duration(PoolSize.TIMEOUT))))
                .orElse(StageDefaults.POOL);
    }

    private Optional<Arguments> find(Manual fault) {
        return latest(fault, with -> true);
    }

    private Optional<Arguments> findFor(Manual fault, Part stage) {
        return latest(fault, with -> List.of(ALL, stage.id()).contains(with.text(STAGE)));
    }

    private Optional<Arguments> latest(Manual fault, Predicate<Arguments> fits) {
        return set.stream()
                .filter(each -> each.fault().equals(fault.fault()))
                .map(Set::with)
                .filter(fits)
                .reduce((earlier, later) -> later);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
