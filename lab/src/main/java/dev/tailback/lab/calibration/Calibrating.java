package dev.tailback.lab.calibration;

import dev.tailback.lab.bench.Measured;
import dev.tailback.lab.bench.OrderRuns;
import dev.tailback.lab.faults.Faults;
import dev.tailback.lab.faults.database.MissingIndex;
import dev.tailback.lab.faults.database.ShopServer;
import dev.tailback.lab.home.Home;
import dev.tailback.lab.processes.Proportions;
import dev.tailback.lab.processes.SideLab;
import dev.tailback.lab.shop.Shop;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.web.Web;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Measures this machine with a shop of its own, which is gone afterwards. */
public final class Calibrating {
    /** How long each thing is measured; all of it takes two and a half minutes then. */
    public static final Duration EACH = Duration.ofSeconds(20);

    private static final int SAMPLE = 250_000;
    private static final int ORDERS_A_SECOND = 150;
    /** With their indexes looks take milliseconds, which hardly count. */
    private static final int PART_WITH_INDEXES = 10;

    private Calibrating() {}

    /** What is remembered of this machine, or what is measured now and remembered from then on. */
    public static Calibration of(Home home, boolean anew, Duration each, Consumer<String> lines)
            throws IOException, SQLException, InterruptedException {
        Optional<Calibration> remembered = anew ? Optional.empty() : Calibration.remembered(home);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        Calibration calibration = measure(home, each, lines);
        calibration.remember(home);
        return calibration;
    }

    private static Calibration measure(Home beside, Duration each, Consumer<String> lines)
            throws IOException, SQLException, InterruptedException {
        Integer bound = Proportions.canBindToCores() ? 1 : null;
        Machine machine = Machine.here();
        int cores = bound == null ? machine.cores() : bound;
        lines.accept("Measuring this machine once, with a shop of its own: " + aboutMinutes(each) + " minutes.");
        try (SideLab lab = SideLab.in(beside, "calibration", new Proportions(SAMPLE, SAMPLE, bound))) {
            try (Web web = new Web()) {
                lab.start();
                ShopServer server = new ShopServer(lab.home(), lab.ports());
                double speed = Yardstick.lasting(server, each).millionsPerSecond();
                double orders = ordersPerSecond(lab, web, each);
                Reserving.Look reserving = new Reserving(server).atLength(each);
                Costs measured = costs(lab, web, server, reserving.millis(), each);
                Sizing sizing = Sizing.of(SAMPLE, measured, cores);
                return new Calibration(
                        Instant.now(),
                        machine,
                        orders,
                        speed,
                        cores,
                        SAMPLE,
                        measured,
                        sizing,
                        sizing.expected(SAMPLE, measured),
                        reserving.pulse().isPresent() ? reserving.pulse().getAsDouble() : null,
                        0,
                        Calibration.METHOD);
            } finally {
                lab.supervisor().close();
                lab.home().forget();
            }
        }
    }

    /** Six things, of which one is looked at for less and one for longer, after some seconds to get ready. */
    private static String aboutMinutes(Duration each) {
        return "about %.1f".formatted((30 + 6 * each.toSeconds()) / 60.0);
    }

    private static double ordersPerSecond(SideLab lab, Web web, Duration each) throws InterruptedException {
        try (OrderRuns runs = new OrderRuns(web, lab.ports(), lab.supervisor().status(false), line -> {})) {
            runs.warmUp();
            Measured measured = runs.atOnce("calibration", ORDERS_A_SECOND * Math.toIntExact(each.toSeconds()));
            if (measured.ended() < measured.sent()) {
                throw new Refusal("of %d orders only %d ended in %.0f s: this machine is too busy to be measured"
                        .formatted(measured.sent(), measured.ended(), measured.seconds()));
            }
            return measured.ordersPerSecond();
        }
    }

    private static Costs costs(SideLab lab, Web web, ShopServer server, double reservation, Duration each)
            throws IOException, SQLException, InterruptedException {
        Faults faults =
                new Faults(List.of(new MissingIndex(server)), lab.home().data("faults.json"), announcement -> {});
        Stopwatch stopwatch = new Stopwatch(new Shop(web, lab.ports()));
        Stopwatch.Took well = stopwatch.look(each.dividedBy(PART_WITH_INDEXES));
        lose(faults, MissingIndex.OF_STOCK);
        double stockIndex = repair(faults);
        lose(faults, String.join(",", MissingIndex.OF_PRODUCTS));
        Stopwatch.Took slow = stopwatch.look(each);
        double productIndexes = repair(faults);
        return new Costs(
                slow.listing() - well.listing(), slow.page() - well.page(), reservation, productIndexes, stockIndex);
    }

    private static void lose(Faults faults, String indexes) throws IOException, InterruptedException {
        faults.set(MissingIndex.MANUAL.fault(), Map.of(MissingIndex.INDEXES, indexes), null);
    }

    private static double repair(Faults faults) throws IOException, InterruptedException {
        long began = System.nanoTime();
        faults.clear(MissingIndex.MANUAL.fault());
        return (System.nanoTime() - began) / 1e6;
    }
}
