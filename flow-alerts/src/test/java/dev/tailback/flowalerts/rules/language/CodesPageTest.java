package dev.tailback.flowalerts.rules.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.Page;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issue;
import dev.tailback.flowalerts.rules.testing.TestFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The page of codes says what the reader does. */
class CodesPageTest {
    @TempDir
    private Path folder;

    private static List<Page.Section> sections() throws IOException {
        return Page.read("flow-alerts-codes.md").sections().stream()
                .filter(section -> section.heading().matches("FA\\d{3}: .*"))
                .toList();
    }

    @Test
    void everyCodeHasItsSection() throws IOException {
        assertThat(sections())
                .extracting(Page.Section::heading)
                .containsExactlyElementsOf(Stream.of(Code.values())
                        .map(code -> "%s: %s (%s)".formatted(code, code.title(), code.severity()))
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsWhatItIsSaidToBe() throws IOException {
        return sections().stream()
                .map(section -> DynamicTest.dynamicTest(section.heading(), () -> {
                    var code = section.heading().substring(0, "FA000".length());
                    assertThat(issues(section.of("wrong")))
                            .extracting(issue -> issue.code().toString())
                            .containsOnly(code);
                    assertThat(issues(section.of("right"))).isEmpty();
                }));
    }

    private List<Issue> issues(List<Page.Example> examples) throws Exception {
        assertThat(examples).hasSize(1);
        var example = examples.getFirst();
        var file = folder.resolve("rules.yaml");
        Files.deleteIfExists(file);
        if (example.language().equals("bash")) {
            var shell = new ProcessBuilder("bash", "-c", example.text())
                    .directory(folder.toFile())
                    .inheritIO()
                    .start();
            assertThat(shell.waitFor()).isZero();
        } else {
            Files.writeString(file, example.text(), UTF_8);
        }
        return example.text().startsWith("tests:")
                ? issuesOfTest(example.text())
                : RuleFiles.read(file).issues();
    }

    private List<Issue> issuesOfTest(String text) throws IOException {
        Files.writeString(
                folder.resolve("rules.yaml"), "rule: slow-queries\nstages: [{span: db.slow_query == true}]\n");
        return TestFileReader.read(Files.writeString(folder.resolve("rules.test.yaml"), text))
                .issues();
    }
}
