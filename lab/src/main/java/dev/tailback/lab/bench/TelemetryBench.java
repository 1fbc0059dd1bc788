package dev.tailback.lab.bench;

import dev.tailback.lab.bench.TrialReceiver.Behaviour;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.machine.Patience;
import dev.tailback.lab.processes.ExtraEnvironment;
import dev.tailback.lab.processes.SideLab;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What telemetry costs the orders. First a shop whose receiver takes everything, is stopped, slow and refuses, in turns;
 * then two shops beside each other, one that tells flow-alerts everything and one that tells nothing. Each is compared
 * with what was measured in the same round, since machines are faster at one time than at another.
 */
public final class TelemetryBench {
    private static final Duration EMPTYING = Duration.ofMinutes(2);
    // An idle shop has some spans on their way at any time.
    private static final int AS_GOOD_AS_NONE = 50;

    private final Home home;
    private final int orders;
    private final int rounds;
    private final Consumer<String> progress;

    public TelemetryBench(Home home, int orders, int rounds, Consumer<String> progress) {
        this.home = home;
        this.orders = orders;
        this.rounds = rounds;
        this.progress = progress;
    }

    public TelemetryReport run() throws IOException, InterruptedException {
        List<TelemetryReport.Arm> receivers = receivers();
        return new TelemetryReport(
                Instant.now(), Runtime.getRuntime().availableProcessors(), orders, rounds, receivers, onAndOff());
    }

    private List<TelemetryReport.Arm> receivers() throws IOException, InterruptedException {
        progress.accept("A shop whose receiver misbehaves.");
        try (TrialReceiver receiver = new TrialReceiver();
                SideLab lab = SideLab.in(
                        home, "telemetry-bench", part -> Map.of("TAILBACK_OTLP_ENDPOINT", receiver.endpoint()));
                Web web = new Web();
                OrderRuns runs = started(lab, web)) {
            Map<Behaviour, List<Measured>> measured = new EnumMap<>(Behaviour.class);
            Map<Behaviour, Long> lost = new EnumMap<>(Behaviour.class);
            List<Behaviour> turns = new ArrayList<>(List.of(Behaviour.values()));
            for (int round = 1; round <= rounds; round++) {
                for (Behaviour behaviour : turns) {
                    long lostBefore = SpanFigures.read(web, lab.ports()).lost();
                    receiver.become(behaviour);
                    Measured run = run(runs, behaviour.words(), round);
                    receiver.become(Behaviour.WELL);
                    long lostMeanwhile = emptied(web, lab).lost() - lostBefore;
                    measured.computeIfAbsent(behaviour, any -> new ArrayList<>())
                            .add(run);
                    lost.merge(behaviour, lostMeanwhile, Long::sum);
                }
                // So that none of them always comes after the same.
                Collections.rotate(turns, 1);
            }
            List<Measured> well = measured.getOrDefault(Behaviour.WELL, List.of());
            return measured.entrySet().stream()
                    .map(arm -> TelemetryReport.Arm.of(
                            arm.getKey().words(), arm.getValue(), well, lost.getOrDefault(arm.getKey(), 0L)))
                    .toList();
        }
    }

    /** What was held back is sent now, and is not to be sent while something else is measured. */
    private static SpanFigures emptied(Web web, SideLab lab) throws IOException, InterruptedException {
        if (!Patience.until(EMPTYING, () -> SpanFigures.read(web, lab.ports()).waiting() <= AS_GOOD_AS_NONE)) {
            throw new Refusal("after " + EMPTYING.toMinutes() + " minutes spans still wait to be sent: "
                    + SpanFigures.read(web, lab.ports()).waiting());
        }
        return SpanFigures.read(web, lab.ports());
    }

    private List<TelemetryReport.Arm> onAndOff() throws IOException, InterruptedException {
        progress.accept("Two shops: one tells flow-alerts, one tells nothing.");
        ExtraEnvironment nothing = part -> Map.of("OTEL_SDK_DISABLED", "true");
        try (SideLab telling = SideLab.in(home, "telemetry-on", part -> Map.of());
                SideLab silent = SideLab.in(home, "telemetry-off", nothing);
                Web web = new Web();
                OrderRuns on = started(telling, web);
                OrderRuns off = started(silent, web)) {
            List<Measured> with = new ArrayList<>();
            List<Measured> without = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                boolean silentFirst = round % 2 == 1;
                if (silentFirst) {
                    without.add(run(off, "no telemetry", round));
                }
                with.add(run(on, "telemetry", round));
                emptied(web, telling);
                if (!silentFirst) {
                    without.add(run(off, "no telemetry", round));
                }
            }
            return List.of(
                    TelemetryReport.Arm.of("no telemetry", without, without, 0),
                    TelemetryReport.Arm.of(
                            "telemetry",
                            with,
                            without,
                            SpanFigures.read(web, telling.ports()).lost()));
        }
    }

    private OrderRuns started(SideLab lab, Web web) throws InterruptedException {
        lab.start();
        OrderRuns runs = new OrderRuns(web, lab.ports(), lab.supervisor().status(false), line -> {});
        runs.warmUp();
        return runs;
    }

    private Measured run(OrderRuns runs, String name, int round) throws InterruptedException {
        Measured measured = runs.atOnce(name, orders);
        if (measured.ended() < measured.sent()) {
            throw new Refusal("of %d orders only %d ended in %.0f s (%s): too few to compare"
                    .formatted(measured.sent(), measured.ended(), measured.seconds(), name));
        }
        progress.accept(
                "  round %d of %d: %4.0f orders/s, %s".formatted(round, rounds, measured.ordersPerSecond(), name));
        return measured;
    }
}
