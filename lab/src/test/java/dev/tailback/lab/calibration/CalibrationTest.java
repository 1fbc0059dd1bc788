package dev.tailback.lab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tailback.lab.home.Home;
import dev.tailback.lab.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
    private static final Costs MEASURED = new Costs(500, 10, 40, 300, 200);

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void anEmptyHome() {
        home = new Home(folder);
    }

    @Test
    void isRememberedOnTheMachineThatWasMeasured() throws IOException {
        Calibration calibration = of(Machine.here());

        assertThat(Calibration.remembered(home)).isEmpty();
        calibration.remember(home);

        assertThat(Calibration.remembered(home)).contains(calibration);
    }

    @Test
    void saysNothingOfAnotherMachine() throws IOException {
        of(new Machine(Machine.here().cores() + 2, "another")).remember(home);

        assertThat(Calibration.remembered(home)).isEmpty();
    }

    /** As files of earlier versions were, which knew one method only. */
    @Test
    void saysNothingOfWhatWasMeasuredInAnotherWay() throws IOException {
        of(Machine.here()).remember(home);
        Path file = folder.resolve("calibration.json");

        Files.writeString(file, Files.readString(file).replaceFirst(",\\s*\"method\" : \\d+", ""));

        assertThat(Calibration.remembered(home)).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("calibration.json"), "{\"sample\": \"many\"}");

        assertThatThrownBy(() -> Calibration.remembered(home))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(file + " is not a calibration: ")
                .hasMessageEndingWith("; ./tailback calibrate --recalibrate writes a new one");
    }

    /** A look of some seconds says who is on the same core; the run has others there. */
    @Test
    void aLookSaysWhatAReservationIsToThePulseAndNothingOfTheMachine() throws IOException {
        Calibration calibration = of(Machine.here());
        double known = calibration.expected().reservation();

        Calibration now = calibration.having(new Reserving.Look(1.25 * known, OptionalDouble.of(25 / 1.25)));
        assertThat(now).isEqualTo(calibration);

        Calibration other = calibration.having(new Reserving.Look(1.25 * known, OptionalDouble.of(25)));
        assertThat(other.expected()).isEqualTo(calibration.expected());
        assertThat(other.pulse()).isCloseTo(25 * (1 + 0.25 / 4), within(1e-9));
    }

    @Test
    void aLookThatNoNeighbourExplainsIsAnotherMachine() throws IOException {
        Calibration calibration = of(Machine.here()).after(new Pace(25, 25));
        double known = calibration.expected().reservation();

        Calibration slow = calibration.having(new Reserving.Look(2.5 * known, OptionalDouble.of(10)));
        Calibration fast = calibration.having(new Reserving.Look(0.4 * known, OptionalDouble.of(62.5)));

        assertThat(slow.expected().reservation()).isCloseTo(2.5 * known, within(1e-9));
        assertThat(slow.pulse()).isEqualTo(10);
        assertThat(slow.runs()).isZero();
        assertThat(fast.expected().reservation()).isCloseTo(0.4 * known, within(1e-9));
    }

    @Test
    void withoutAPulseALookCountsForAQuarter() throws IOException {
        Calibration calibration = of(Machine.here());
        double known = calibration.expected().reservation();

        assertThat(calibration.having(new Reserving.Look(1.4 * known, OptionalDouble.empty())))
                .isEqualTo(calibration.withReservation(1.1 * known));
    }

    /** PostgreSQL has one core there. A run that is excused by its idle core would have its bugs excused as well. */
    @Test
    void aPulseTellsOfTheMachineOnlyWhereSomebodyAlwaysWaitedForACore() throws IOException {
        Calibration calibration = of(Machine.here());
        OptionalDouble seen = OptionalDouble.of(18);

        assertThat(calibration.pace(seen, OptionalDouble.of(2))).contains(new Pace(25, 18));
        assertThat(calibration.pace(seen, OptionalDouble.of(1))).isEmpty();
        assertThat(calibration.pace(seen, OptionalDouble.empty())).isEmpty();
        assertThat(calibration.pace(OptionalDouble.empty(), OptionalDouble.of(2)))
                .isEmpty();
    }

    /** What a reservation costs there times the pulse stays what it was. */
    @Test
    void aRunTellsHowFastTheMachineIsTheFirstAHalfAndThoseAfterItAQuarter() throws IOException {
        Calibration calibration = of(Machine.here());
        double known = calibration.expected().reservation();

        Calibration first = calibration.after(new Pace(25, 20));
        assertThat(first.expected().reservation()).isCloseTo(1.125 * known, within(1e-9));
        assertThat(first.pulse()).isCloseTo(25 / 1.125, within(1e-9));
        assertThat(first.sizing().scale()).isCloseTo(calibration.sizing().scale() / 1.125, within(1e-9));

        Calibration fourth = first.after(new Pace(20, 20)).after(new Pace(20, 20));
        assertThat(fourth.after(new Pace(20, 25)).expected().reservation())
                .isCloseTo(0.95 * first.expected().reservation(), within(1e-9));
    }

    @Test
    void tellsWhatScansWillCost() throws IOException {
        assertThat(of(Machine.here()).lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("a listing")
                        .contains("500 ms")
                        .contains("1000000 products")
                        .endsWith("2.00 s"));
    }

    private static Calibration of(Machine machine) {
        Sizing sizing = Sizing.of(250_000, MEASURED, 1);
        return new Calibration(
                Instant.parse("2026-11-21T12:00:00Z"),
                machine,
                600,
                30,
                1,
                250_000,
                MEASURED,
                sizing,
                sizing.expected(250_000, MEASURED),
                25.0,
                0,
                Calibration.METHOD);
    }
}
