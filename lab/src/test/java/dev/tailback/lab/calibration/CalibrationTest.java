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

    /** A look of some seconds says who is on the same core; the next run has others there. */
    @Test
    void aLookCountsForAQuarterUnlessItIsAnotherMachine() throws IOException {
        Calibration calibration = of(Machine.here());
        double known = calibration.expected().reservation();

        assertThat(having(1.4, calibration)).isEqualTo(calibration.withReservation(1.1 * known));
        assertThat(having(1, calibration)).isEqualTo(calibration);
        assertThat(having(1.6, calibration)).isEqualTo(calibration.withReservation(1.6 * known));
        assertThat(having(0.6, calibration)).isEqualTo(calibration.withReservation(0.6 * known));
    }

    /** The pulse is not seen there. */
    private static Calibration having(double factor, Calibration calibration) {
        return calibration.having(
                new Reserving.Look(factor * calibration.expected().reservation(), OptionalDouble.empty()));
    }

    /** Whoever was there slowed the reservation and the pulse alike. */
    @Test
    void thePulseGoesWithWhatAReservationIsTakenToCost() throws IOException {
        Calibration calibration = of(Machine.here());
        double known = calibration.expected().reservation();

        Calibration now = calibration.having(new Reserving.Look(1.2 * known, OptionalDouble.of(20)));

        assertThat(now.expected().reservation()).isCloseTo(1.05 * known, within(1e-9));
        assertThat(now.pulse()).isCloseTo(20 * 1.2 / 1.05, within(1e-9));
        assertThat(now.taking(0.5).pulse()).isCloseTo(40 * 1.2 / 1.05, within(1e-9));
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
                Calibration.METHOD);
    }
}
