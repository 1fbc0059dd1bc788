package dev.tailback.flowalerts.rules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.Page;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The reference shows rules that can be read, and examples that do what they say. */
class ReferencePageTest {
    @TempDir
    private Path folder;

    private static Stream<Page.Section> sections() throws IOException {
        return Page.read("flow-alerts.md").sections().stream();
    }

    @TestFactory
    Stream<DynamicTest> nothingIsWrongWithItsRules() throws IOException {
        return sections()
                .flatMap(section -> section.of("rule").stream())
                .map(example -> DynamicTest.dynamicTest(
                        example.text().lines().findFirst().orElse(""),
                        () -> assertThat(RuleFiles.read(
                                                "rules.yaml", example.text().getBytes(StandardCharsets.UTF_8))
                                        .issues())
                                .isEmpty()));
    }

    @Test
    void tenExamplesHaveTests() throws IOException {
        assertThat(sections().filter(section -> !section.of("test").isEmpty())).hasSize(10);
    }

    @TestFactory
    Stream<DynamicTest> everyExamplePassesItsTest() throws IOException {
        return sections()
                .filter(section -> !section.of("test").isEmpty())
                .map(section -> DynamicTest.dynamicTest(section.heading(), () -> run(section)));
    }

    private void run(Page.Section section) throws IOException {
        Files.writeString(
                folder.resolve("example.yaml"), section.of("rule").getFirst().text());
        var file = TestFileReader.read(Files.writeString(
                folder.resolve("example.test.yaml"),
                section.of("test").getFirst().text()));
        assertThat(file.issues()).isEmpty();
        assertThat(file.tests())
                .isNotEmpty()
                .allSatisfy(test ->
                        assertThat(TestRun.of(test).failures()).as(test.name()).isEmpty());
    }
}
