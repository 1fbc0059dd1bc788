package dev.tailback.flowalerts.rules.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.language.RuleFile;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import dev.tailback.flowalerts.rules.language.RuleText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static Rule rule(String text) {
        return RuleFiles.read("rule.yaml", text.getBytes(StandardCharsets.UTF_8))
                .rules()
                .getFirst()
                .rule();
    }

    @Test
    void durationsAreShortenedAndWhatQueriesTakeIsNot() {
        Rule faster = Pace.of(rule("""
                rule: r
                within: 10m
                stages:
                  - {span: duration > 500ms}
                  - {metric: queue.size > 3, for: 10s, within: 5m}
                  - not: {span: a == 1}
                    within: 1m
                threshold: {duration_p95: "> 2s", window: 2m}
                for: 30s
                keep_firing_for: 2m
                """), 5);

        assertThat(RuleText.of(faster))
                .contains("within: 2m\n", "duration > 500ms", "within: 1m\n", "for: 2s\n", "within: 12s")
                .contains("\"> 2s\"", "window: 24s", "bucket: 2s", "for: 6s\n", "keep_firing_for: 24s");
    }

    @Test
    void nothingFallsBelowTwoExports() {
        Rule faster = Pace.of(rule("rule: r\nstages: [{metric: queue.size > 3, for: 10s}]\nfor: 1s\n"), 60);

        assertThat(RuleText.of(faster)).contains("for: 2s\n", "within: 10s", "for: 1s\n");
    }

    @Test
    void windowsDoNotEither() {
        String text = "rule: r\nstages: [{span: a == 1}]\nthreshold: {error_rate: \"> 20%%\", window: %s}\n";

        assertThat(RuleText.of(Pace.of(rule(text.formatted("10s")), 60))).contains("window: 2s");
        assertThat(RuleText.of(Pace.of(rule(text.formatted("1s")), 60))).contains("window: 1s");
    }

    @Test
    void shippedRulesCanRunAtAnySpeed() throws IOException {
        for (RuleFile file : RuleFiles.read(RuleFiles.inside(Path.of("rules")))) {
            for (RuleFile.Written written : file.rules()) {
                assertThat(Pace.of(written.rule(), 1)).isEqualTo(written.rule());
                assertThat(Pace.of(written.rule(), 7.3).name())
                        .isEqualTo(written.rule().name());
                assertThat(Pace.of(written.rule(), 600).name())
                        .isEqualTo(written.rule().name());
            }
        }
    }
}
