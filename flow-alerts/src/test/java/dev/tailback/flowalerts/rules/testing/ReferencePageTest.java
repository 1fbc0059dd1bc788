package dev.tailback.flowalerts.rules.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.Page;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reference shows rules that can be read, and leads to examples that {@code TestCommandTest} runs with their tests. */
class ReferencePageTest {
    @TestFactory
    Stream<DynamicTest> nothingIsWrongWithItsRules() throws IOException {
        return Page.read("flow-alerts.md").sections().stream()
                .flatMap(section -> section.of("rule").stream())
                .map(example -> DynamicTest.dynamicTest(
                        example.text().lines().findFirst().orElse(""),
                        () -> assertThat(RuleFiles.read(
                                                "rules.yaml", example.text().getBytes(StandardCharsets.UTF_8))
                                        .issues())
                                .isEmpty()));
    }

    @Test
    void everyExampleIsLinkedAndHasATest() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "flow-alerts.md"));
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            List<String> examples = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".test.yaml"))
                    .toList();

            assertThat(examples).hasSizeGreaterThan(10).allSatisfy(name -> {
                assertThat(page).contains("(../flow-alerts/examples/" + name + ")");
                assertThat(Path.of("examples", name.replace(".yaml", ".test.yaml")))
                        .exists();
            });
        }
    }
}
