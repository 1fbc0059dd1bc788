package dev.tailback.flowalerts.rules.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.language.RuleFile;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import dev.tailback.flowalerts.rules.play.Play;
import dev.tailback.flowalerts.rules.recordings.OtlpFiles;
import dev.tailback.flowalerts.rules.recordings.Recording;
import dev.tailback.flowalerts.rules.recordings.Stretch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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
                "deploy | ",
            })
    void fireWhereTheyMustAndNowhereElse(String recording, String rules) {
        fire(1, recording, rules);
    }

    /** Scenarios of which a minute takes ten seconds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "killed-inventory | lag-growing consumer-stalled",
                "stalled-relay | outbox-stalled",
                "pool-exhaustion | pool-exhausted lag-growing consumer-stalled",
            })
    void fireInScenariosAsTheseAreFaster(String recording, String rules) {
        fire(6, recording, rules);
    }

    private static void fire(int speed, String recording, String rules) {
        var arguments = new ArrayList<Object>(List.of("backtest", "--rules", RULES, "--silent", "--speed", speed));
        for (var rule : rules == null ? new String[0] : rules.split(" ")) {
            arguments.addAll(List.of("--must-fire", rule));
        }
        arguments.add(RECORDINGS.resolve(recording + ".otlp.jsonl.gz"));

        var called = Called.with(arguments.toArray());

        assertThat(called.exit()).as(called.out()).isZero();
    }

    /** Two minutes in which three processes are restarted under load, thirty times over: thirty deploys in an hour. */
    @Test
    void areSilentForAnHourInWhichNothingIsWrong() throws IOException {
        var recording = new Recording(Stretch.ALL);
        new OtlpFiles(recording).read(RECORDINGS.resolve("deploy.otlp.jsonl.gz"));
        var signals = recording.inOrder();
        var lasts = signals.getLast().timeNanos() - signals.getFirst().timeNanos() + 1;
        var rules = RuleFiles.read(RuleFiles.inside(RULES)).stream()
                .flatMap(file -> file.rules().stream())
                .map(RuleFile.Written::rule)
                .toList();
        var play = new Play(rules, Duration.ofSeconds(5), Duration.ofMinutes(1));

        for (var again = 0; again < 30; again++) {
            for (var signal : signals) {
                var shifted = later(signal, again, lasts);
                play.take(shifted, shifted.timeNanos());
            }
        }
        play.end();

        assertThat(Duration.ofNanos(30 * lasts)).isGreaterThan(Duration.ofHours(1));
        assertThat(play.counts().matched()).isGreaterThan(50_000);
        assertThat(play.verdicts()).isEmpty();
    }

    private static Signal later(Signal signal, int again, long lasts) {
        return new Signal(
                signal.kind(),
                signal.timeNanos() + again * lasts,
                signal.idHigh(),
                signal.idLow() + (signal.kind() == SignalKind.SPAN ? again : 0),
                signal.spanId(),
                signal.name(),
                signal.fields());
    }
}
