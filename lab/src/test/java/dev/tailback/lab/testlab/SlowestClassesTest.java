package dev.tailback.lab.testlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowestClassesTest {
    @Test
    void theSlowestComeFirstAndNoMoreThanAreWanted() {
        Map<String, Duration> all = Map.of(
                "Quick", Duration.ofMillis(30), "Slow", Duration.ofSeconds(90), "Slower", Duration.ofSeconds(120));

        assertThat(SlowestClasses.slowest(all, 2)).containsExactly("  120.0 s  Slower", "   90.0 s  Slow");
    }

    @Test
    void theReportsOfAllModulesAreRead(@TempDir Path root) throws Exception {
        Path reports = Files.createDirectories(root.resolve("lab/servers/target/failsafe-reports"));
        Files.writeString(
                reports.resolve("TEST-a.SlowIT.xml"),
                "<?xml version=\"1.0\"?>\n<testsuite name=\"a.SlowIT\" time=\"1,234.5\"><properties/></testsuite>");
        Files.writeString(reports.resolve("failsafe-summary.xml"), "<failsafe-summary/>");

        assertThat(SlowestClasses.reported(root)).containsExactly(Map.entry("a.SlowIT", Duration.ofMillis(1_234_500)));
    }
}
