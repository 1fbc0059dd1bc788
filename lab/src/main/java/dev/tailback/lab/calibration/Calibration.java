package dev.tailback.lab.calibration;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.terminal.Amounts;
import dev.tailback.lab.terminal.Refusal;
import dev.tailback.lab.terminal.Table;
import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What was measured of a machine. Public JSON, so fields are only ever added.
 *
 * @param ordersPerSecond how many the healthy shop brings to their end, all waiting at once
 * @param millionsPerSecond see {@link Yardstick}
 * @param postgresCores what PostgreSQL had, and must have when the sizes are used
 * @param sample how many products and shelves there were
 * @param measured with so many
 * @param sizing what scenarios use
 * @param expected what things will cost then, on a machine as fast as the last runs say
 * @param pulse what the {@link Pulse} is on that machine; null where the system does not tell it, and in files of old
 * @param runs how many have told how fast the machine was; null in files of old
 * @param method by which it was measured: what another one said is not to be compared; null in files of old
 */
public record Calibration(
        Instant measuredAt,
        Machine machine,
        double ordersPerSecond,
        double millionsPerSecond,
        int postgresCores,
        int sample,
        Costs measured,
        Sizing sizing,
        Costs expected,
        @Nullable Double pulse,
        @Nullable Integer runs,
        @Nullable Integer method) {
    /** To be counted on when one of the costs is measured in another way. */
    public static final int METHOD = 3;

    private static final String FILE = "calibration.json";

    /** Of one run, or one look, among all before. */
    private static final double WEIGHT = 0.25;

    /** A neighbour on the same core makes so much of some seconds at most; more is another machine, or another share of it. */
    private static final double ANOTHER = 2;

    /** Empty when nothing was measured yet, or on another machine, or by another method. */
    public static Optional<Calibration> remembered(Home home) throws IOException {
        Path file = home.path().resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Machine here = Machine.here();
        return Optional.of(read(file))
                .filter(calibration -> Integer.valueOf(METHOD).equals(calibration.method())
                        && calibration.machine().equals(here));
    }

    /**
     * With what was seen for some seconds before a run. They are the neighbours' as much as the machine's, who are others a
     * minute later, and say nothing of the run: only what a reservation is to the pulse is the same for whoever comes by. But
     * when no neighbour explains it, this is another machine.
     */
    public Calibration having(Reserving.Look look) {
        double known = expected.reservation();
        if (look.millis() > known * ANOTHER || look.millis() < known / ANOTHER) {
            return withReservation(look.millis()).with(boxed(look.pulse()), 0);
        }
        if (pulse == null || look.pulse().isEmpty()) {
            return withReservation(known + WEIGHT * (look.millis() - known));
        }
        double seen = look.pulse().getAsDouble() * look.millis() / known;
        return with(pulse + WEIGHT * (seen - pulse), runs);
    }

    private static @Nullable Double boxed(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    /**
     * How fast the machine was, by the pulse that a run saw and the statements that were at work then. Empty where one of
     * them is not told, and where no statement had to wait for a core: one that is idle wakes slowly, and seems slower than
     * it is.
     */
    public Optional<Pace> pace(OptionalDouble seen, OptionalDouble working) {
        boolean wasBusy = working.isPresent() && working.getAsDouble() > postgresCores;
        return pulse == null || seen.isEmpty() || !wasBusy
                ? Optional.empty()
                : Optional.of(new Pace(pulse, seen.getAsDouble()));
    }

    /** With what a run has told. The first counts for as much as the minute of the calibration did. */
    public Calibration after(Pace pace) {
        int told = runs == null ? 0 : runs;
        double weight = Math.max(WEIGHT, 1.0 / (told + 2));
        double factor = 1 + weight * (pace.assumed() / pace.seen() - 1);
        Calibration there = withReservation(factor * expected.reservation());
        return there.with(there.pulse, told + 1);
    }

    /** With what a reservation takes, and as many shoppers as make the same of it. */
    public Calibration withReservation(double millis) {
        return taking(millis / expected.reservation(), sizing.forReservation(millis, expected.reservation()));
    }

    /** Of a machine on which everything takes so many times as long, and no fewer shoppers come. */
    public Calibration taking(double factor) {
        return taking(factor, sizing);
    }

    private Calibration taking(double factor, Sizing otherSizing) {
        return with(otherSizing, expected.times(factor), pulse == null ? null : pulse / factor, runs);
    }

    private Calibration with(@Nullable Double otherPulse, @Nullable Integer otherRuns) {
        return with(sizing, expected, otherPulse, otherRuns);
    }

    private Calibration with(
            Sizing otherSizing, Costs otherExpected, @Nullable Double otherPulse, @Nullable Integer otherRuns) {
        return new Calibration(
                measuredAt,
                machine,
                ordersPerSecond,
                millionsPerSecond,
                postgresCores,
                sample,
                measured,
                otherSizing,
                otherExpected,
                otherPulse,
                otherRuns,
                method);
    }

    private static Calibration read(Path file) throws IOException {
        try {
            return Json.read(Files.readString(file), Calibration.class);
        } catch (JacksonException unreadable) {
            throw new Refusal(
                    file + " is not a calibration: " + unreadable.getOriginalMessage()
                            + "; ./tailback calibrate --recalibrate writes a new one",
                    unreadable);
        }
    }

    public void remember(Home home) throws IOException {
        Files.createDirectories(home.path());
        Path written = home.path().resolve(FILE + ".new");
        Files.writeString(written, Json.pretty(this) + "\n");
        Files.move(written, home.path().resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** For people. */
    public List<String> lines() {
        Table table = new Table("without its index", "with " + sample + " rows", "with", "then");
        table.row("a listing", Amounts.millis(measured.listing()), products(), Amounts.millis(expected.listing()));
        table.row("a product's page", Amounts.millis(measured.page()), products(), Amounts.millis(expected.page()));
        table.row(
                "a reservation",
                Amounts.millis(measured.reservation()),
                sizing.skus() + " SKUs",
                Amounts.millis(expected.reservation()));
        table.row(
                "putting back two indexes of products",
                Amounts.millis(measured.productIndexes()),
                products(),
                Amounts.millis(expected.productIndexes()));
        table.row(
                "putting back that of the stock",
                Amounts.millis(measured.stockIndex()),
                sizing.skus() + " SKUs",
                Amounts.millis(expected.stockIndex()));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "The healthy shop ends %.0f orders a second. Scenarios run with %.2f times their checkouts a minute,",
                ordersPerSecond,
                sizing.scale()));
        lines.add("and with PostgreSQL on %s.".formatted(postgresCores == 1 ? "one core" : postgresCores + " cores"));
        lines.add("Measured %s on %d cores of %s; PostgreSQL counts %.1f million numbers a second."
                .formatted(measuredAt, machine.cores(), machine.processor(), millionsPerSecond));
        return lines;
    }

    private String products() {
        return sizing.products() + " products";
    }
}
