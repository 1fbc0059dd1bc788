package dev.tailback.flowalerts.rules.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.CodeExample;
import dev.tailback.flowalerts.rules.Page;
import dev.tailback.flowalerts.rules.core.model.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is written out in full is read as the rule that it was. */
class RuleTextTest {
    private static List<Rule> rules(String text) {
        return RuleFiles.read("rules.yaml", text.getBytes(UTF_8)).rules().stream()
                .map(RuleFile.Written::rule)
                .toList();
    }

    private static void assertReadAgain(String text) {
        List<Rule> rules = rules(text);
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            String written = RuleText.of(rule);
            RuleFile again = RuleFiles.read("again.yaml", written.getBytes(UTF_8));
            assertThat(again.issues())
                    .as(written)
                    .filteredOn(issue -> issue.isError())
                    .isEmpty();
            assertThat(again.rules()).extracting(RuleFile.Written::rule).containsExactly(rule);
        });
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfTheDocumentationIsReadAgain() throws IOException {
        Stream<String> codes =
                CodeExample.all().stream().filter(CodeExample::isYaml).map(CodeExample::right);
        Stream<String> reference = Page.read("flow-alerts.md").sections().stream()
                .flatMap(section -> section.of("rule").stream())
                .map(Page.Example::text);
        return Stream.concat(codes, reference)
                .filter(text -> !rules(text).isEmpty())
                .map(text -> DynamicTest.dynamicTest(text.lines().findFirst().orElse(""), () -> assertReadAgain(text)));
    }

    @Test
    void shippedRulesAreReadAgain() throws IOException {
        for (String folder : List.of("rules", "examples")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".yaml")
                                && !path.toString().endsWith(".test.yaml"))
                        .toList()) {
                    assertReadAgain(Files.readString(file));
                }
            }
        }
    }

    @Test
    void whatNeedsQuotesIsReadAgain() {
        assertReadAgain("""
                rule: odd
                labels: {a: 'true', b: "x: y", c: '- "q" #', d: "tab\\tand\\nline", e: ' lead'}
                by: []
                stages:
                  - span: "`a b` == 'it\\\\'s' and `true` exists and b matches '^a\\\\.b$' and duration >= 1.5ms and not (c in ['x', 2, true] or d != -1.5)"
                  - not: [{log: "body contains ': #'"}, {metric: 'x.y >= 1', where: "pool == 'a'", for: 1m30s}]
                  - {all: [{span: a == 1, at_least: 2}, {any: [{log: severity >= 17}, {all: [{span: b == 2}]}]}], within: 1m}
                  - {any: [{span: a == 1}, {span: b == 2}], at_least: 3, by: []}
                until: [{span: z == 1}, {metric: x.y < 1}]
                threshold:
                  - {duration_p99.9: "> 1500ms", clear: "<= 1s", window: 1h}
                  - any:
                      - {error_rate: ">= 14.4%", of: {span: kind == 'SERVER'}, failed: status == 'ERROR', window: 5m}
                      - {error_rate: ">= 6%", of: {span: kind == 'SERVER'}, failed: status == 'ERROR', window: 30m}
                      - {p95: "> 10", field: queue.size, of: {log: event.name == 'q'}}
                      - {max: "< -3.5", of: {metric: lag, where: group == 'g'}}
                      - {count: "> 100", of: {span: a exists}, id: many}
                """);
    }

    @Test
    void theOriginalFormatMeansWhatItSays() throws IOException {
        RuleFile file = RuleFiles.read(Path.of("examples/black-friday.yaml"));

        assertThat(file.issues()).isEmpty();
        assertThat(RuleText.of(file.rules().getFirst().rule())).isEqualTo("""
                        rule: black-friday
                        by: service.namespace
                        within: 10m
                        order: shared
                        stages:
                          - id: db_slow_query
                            span: db.slow_query == true
                          - id: db_full_table_scan
                            span: db.full_table_scan == true
                          - id: db_connection_pool_exhausted
                            span: db.connection.pool.exhausted == true
                          - id: checkout_failed
                            span: checkout.failed == true
                        threshold:
                          all:
                            - error_rate: "> 0.2"
                              clear: "<= 0.2"
                              min_count: 20
                              window: 2m
                              of:
                                span: checkout.failed exists
                              failed: checkout.failed == true
                              id: error_rate
                            - duration_p95: "> 2s"
                              clear: "<= 2s"
                              min_count: 20
                              window: 2m
                              of:
                                span: kind == 'CLIENT' and (db.system.name exists or db.system exists)
                              id: duration_p95
                        bucket: 10s
                        for: 0s
                        keep_firing_for: 0s
                        lateness: 10m
                        """);
    }
}
