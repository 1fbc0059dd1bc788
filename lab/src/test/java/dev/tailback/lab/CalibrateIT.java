package dev.tailback.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.calibration.Calibration;
import dev.tailback.lab.web.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This machine, measured with a real shop. */
class CalibrateIT {
    @Test
    void thisMachineIsMeasuredOnceAndRemembered(@TempDir Path home) throws Exception {
        Cli cli = new Cli(home);

        Cli.Result first = cli.run("calibrate", "--json");

        assertThat(first.exitCode()).as(first.output()).isZero();
        Calibration calibration = Json.read(first.output(), Calibration.class);
        assertThat(calibration.ordersPerSecond()).isGreaterThan(10);
        assertThat(calibration.measured().page()).isPositive();
        // Fifty looks instead of one.
        assertThat(calibration.measured().listing())
                .isGreaterThan(20 * calibration.measured().page());
        assertThat(calibration.measured().reservation()).isPositive();
        assertThat(calibration.pulse()).isPositive();
        assertThat(calibration.expected().listing()).isBetween(1_900.0, 2_100.0);
        assertThat(home.resolve("calibration/data")).doesNotExist();

        Cli.Result second = cli.run("calibrate", "--json");
        assertThat(Json.read(second.output(), Calibration.class)).isEqualTo(calibration);
        assertThat(Files.readString(home.resolve("calibration.json"))).isEqualTo(second.output());
    }
}
