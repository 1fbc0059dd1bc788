package dev.tailback.flowalerts.rules.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.CodeExample;
import dev.tailback.flowalerts.rules.issues.Code;
import dev.tailback.flowalerts.rules.issues.Issue;
import dev.tailback.flowalerts.rules.testing.TestFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The page of codes says what the reader does. */
class CodesPageTest {
    private static final Pattern ROW = Pattern.compile("\\| (FA\\d{3}) \\| (.*?) \\|.*");
    private static final Pattern IN_CODE = Pattern.compile("`([^`]+)`");

    @TempDir
    private Path folder;

    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "flow-alerts-codes.md")).stream()
                .filter(line -> ROW.matcher(line).matches())
                .toList();
    }

    @Test
    void everyCodeHasItsRow() throws IOException {
        assertThat(rows())
                .extracting(row -> ROW.matcher(row).replaceFirst("$1: $2"))
                .containsExactlyElementsOf(Stream.of(Code.values())
                        .map(code -> "%s: %s%s"
                                .formatted(
                                        code,
                                        code.title(),
                                        code.severity().toString().equals("warning") ? " (warning)" : ""))
                        .toList());
    }

    @Test
    void everyCodeHasAnExample() throws IOException {
        assertThat(CodeExample.all())
                .extracting(CodeExample::code)
                .containsExactlyElementsOf(
                        Stream.of(Code.values()).map(Code::toString).toList());
    }

    /** The last two columns: what is wrong in the code's wrong example, and what stands in the right one instead. */
    @TestFactory
    Stream<DynamicTest> whatThePageShowsIsFromTheExamples() throws IOException {
        return CodeExample.all().stream()
                .map(example -> DynamicTest.dynamicTest(example.code(), () -> {
                    String row = rows().stream()
                            .filter(line -> line.startsWith("| " + example.code()))
                            .findFirst()
                            .orElseThrow();
                    String[] cells = row.split("(?<!\\\\)\\|", -1);
                    assertThat(codeIn(cells[cells.length - 3]))
                            .allSatisfy(shown -> assertThat(example.wrong()).contains(shown));
                    assertThat(codeIn(cells[cells.length - 2]))
                            .allSatisfy(shown -> assertThat(example.right()).contains(shown));
                }));
    }

    private static List<String> codeIn(String cell) {
        return IN_CODE.matcher(cell)
                .results()
                .map(found -> found.group(1).replace("\\|", "|"))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsWhatItIsSaidToBe() throws IOException {
        return CodeExample.all().stream()
                .map(example -> DynamicTest.dynamicTest(example.code(), () -> {
                    assertThat(issues(example, example.wrong()))
                            .extracting(issue -> issue.code().toString())
                            .containsOnly(example.code());
                    assertThat(issues(example, example.right())).isEmpty();
                }));
    }

    private List<Issue> issues(CodeExample example, String text) throws Exception {
        Path file = folder.resolve("rules.yaml");
        Files.deleteIfExists(file);
        if (example.isYaml()) {
            Files.writeString(file, text, UTF_8);
        } else {
            Process shell = new ProcessBuilder("bash", "-c", text)
                    .directory(folder.toFile())
                    .inheritIO()
                    .start();
            assertThat(shell.waitFor()).isZero();
        }
        return text.startsWith("tests:")
                ? issuesOfTest(text)
                : RuleFiles.read(file).issues();
    }

    private List<Issue> issuesOfTest(String text) throws IOException {
        Files.writeString(
                folder.resolve("rules.yaml"), "rule: slow-queries\nstages: [{span: db.slow_query == true}]\n");
        return TestFileReader.read(Files.writeString(folder.resolve("rules.test.yaml"), text))
                .issues();
    }
}
