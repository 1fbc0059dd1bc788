package dev.tailback.lab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.SharedLab;
import dev.tailback.lab.web.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** This machine, measured with a real shop. */
@Isolated("measures the machine")
@ExtendWith(SharedLab.Ended.class)
class CalibrateIT {
    @Test
    void thisMachineIsMeasuredOnceAndRemembered(@TempDir Path home) throws Exception {
        Cli cli = new Cli(home);

        Cli.Result first = cli.run("calibrate", "--each=2s", "--json");

        assertThat(first.exitCode()).as(first.output()).isZero();
        Calibration calibration = Json.read(first.output(), Calibration.class);
        assertThat(calibration.ordersPerSecond()).isGreaterThan(10);
        Costs measured = calibration.measured();
        // Fifty looks instead of one, give or take what a neighbour makes of either.
        assertThat(measured.listing()).isBetween(20 * measured.page(), 125 * measured.page());
        // A look at as many rows, and the rest of a reservation.
        assertThat(measured.reservation()).isGreaterThan(measured.page() / 5);
        // Two indexes, and one that is as large as either.
        assertThat(measured.productIndexes()).isGreaterThan(measured.stockIndex() / 2);
        assertThat(measured.stockIndex()).isPositive();
        assertThat(calibration.pulse()).isPositive();
        assertThat(calibration.millionsPerSecond()).isPositive();
        assertThat(calibration.machine()).isEqualTo(Machine.here());
        assertThat(calibration.method()).isEqualTo(Calibration.METHOD);
        assertThat(calibration.expected().listing()).isBetween(1_900.0, 2_100.0);
        assertGrows(calibration, Costs::listing, calibration.sizing().products());
        assertGrows(calibration, Costs::page, calibration.sizing().products());
        assertGrows(calibration, Costs::reservation, calibration.sizing().skus());
        assertGrows(calibration, Costs::productIndexes, calibration.sizing().products());
        assertGrows(calibration, Costs::stockIndex, calibration.sizing().skus());
        assertThat(home.resolve("calibration/data")).doesNotExist();

        Cli.Result second = cli.run("calibrate", "--each=2s", "--json");
        assertThat(Json.read(second.output(), Calibration.class)).isEqualTo(calibration);
        assertThat(Files.readString(home.resolve("calibration.json"))).isEqualTo(second.output());
    }

    /** With its table. */
    private static void assertGrows(Calibration calibration, ToDoubleFunction<Costs> cost, int rows) {
        assertThat(cost.applyAsDouble(calibration.expected()))
                .isCloseTo(
                        cost.applyAsDouble(calibration.measured()) * rows / calibration.sample(),
                        withinPercentage(0.1));
    }
}
