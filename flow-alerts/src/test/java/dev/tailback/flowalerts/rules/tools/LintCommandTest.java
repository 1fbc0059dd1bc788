package dev.tailback.flowalerts.rules.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    private static final Path SHIPPED = Path.of("rules");
    private static final String GOOD = "rule: scans\nstages: [{span: db.full_table_scan == true}]\n";

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void nothingIsWrongWithTheShippedRules() {
        Called called = Called.with("lint", "--lint-fatal", SHIPPED);

        assertThat(called.err()).isEmpty();
        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("database-cascade: fires when the watermark has passed", "SUCCESS: ");
    }

    @Test
    void aBadRuleIsToldWithItsPlaceAndTheGoodOneIsFound() throws IOException {
        Path file = file(
                "rules.yaml", GOOD + "---\nrule: bad\nstages: [{span: a = 1}]\n---\n" + GOOD.replace("scans", "more"));

        Called called = Called.with("lint", file);

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.err())
                .startsWith(file + ":5:19: error FA201: ")
                .contains("write '=='")
                .hasLineCount(1);
        assertThat(called.out())
                .contains("scans: fires at once", "more: fires at once", "FAILED: 2 rules found, 1 issue");
    }

    @Test
    void warningsAreFatalOnlyWhenTheyAreToBe() throws IOException {
        Path file = file("rules.yaml", "rule: failures\nstages: [{span: a == '1'}]\n");

        assertThat(Called.with("lint", file).exit()).isZero();
        assertThat(Called.with("lint", "--lint-fatal", file).exit()).isEqualTo(3);
    }

    @Test
    void rulesOfOneNameInTwoFilesAreTold() throws IOException {
        file("a.yaml", GOOD);
        file("b.yaml", GOOD);

        assertThat(Called.with("lint", folder).err()).contains("b.yaml:1:1: error FA010", "a.yaml:1:1");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThat(Called.with("lint", folder.resolve("none.yaml")).err()).contains("none.yaml:1:1: error FA011");
    }

    @Test
    void testsAreNoRules() throws IOException {
        file("a.yaml", GOOD);
        file("a.test.yaml", "tests: []\n");

        assertThat(Called.with("lint", folder).exit()).isZero();
    }

    @Test
    void wrongUseEndsWithTwo() {
        assertThat(Called.with("lint", "--strict").exit()).isEqualTo(2);
        assertThat(Called.with("lint", "--strict").err()).contains("Unknown option", "--help` says what is allowed");
    }
}
