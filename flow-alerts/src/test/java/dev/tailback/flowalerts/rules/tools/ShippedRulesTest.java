package dev.tailback.flowalerts.rules.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All shipped rules on what the lab recorded: those that must fire do, and none of the others. */
class ShippedRulesTest {
    private static final Path RULES = Path.of("rules");
    private static final Path RECORDINGS = Path.of("src/test/recordings");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paused-checkout | lag-growing consumer-stalled",
                "stalled-outbox | outbox-stalled",
                "catching-up | ",
                "well | ",
                "healthy | ",
                "scans | slow-queries",
                "poisoned | dead-letters",
            })
    void fireWhereTheyMustAndNowhereElse(String recording, String rules) {
        var arguments = new ArrayList<Object>(List.of("backtest", "--rules", RULES, "--silent"));
        for (var rule : rules == null ? new String[0] : rules.split(" ")) {
            arguments.addAll(List.of("--must-fire", rule));
        }
        arguments.add(RECORDINGS.resolve(recording + ".otlp.jsonl.gz"));

        var called = Called.with(arguments.toArray());

        assertThat(called.exit()).as(called.out()).isZero();
    }
}
