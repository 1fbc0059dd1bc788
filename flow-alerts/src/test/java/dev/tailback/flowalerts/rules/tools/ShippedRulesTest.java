package dev.tailback.flowalerts.rules.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.signal.Signal;
import dev.tailback.flowalerts.rules.core.signal.SignalKind;
import dev.tailback.flowalerts.rules.language.RuleFile;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import dev.tailback.flowalerts.rules.play.Play;
import dev.tailback.flowalerts.rules.recordings.OtlpFiles;
import dev.tailback.flowalerts.rules.recordings.Recording;
import dev.tailback.flowalerts.rules.recordings.Stretch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All shipped rules on what the lab recorded: those that must fire do, and none of the others. */
class ShippedRulesTest {
    private static final Path RULES = Path.of("rules");
    private static final Path RECORDINGS = Path.of("src/test/recordings");

    private static final Path PAGE = Path.of("../docs/alerts.md");
    private static final List<Played> PLAYED = new ArrayList<>();

    /**
     * A recording and what the rules said of it.
     *
     * @param said all of it, for who has to find out why
     */
    private record Played(String recording, Set<String> mustFire, Set<String> fired, String said) {
        boolean must(String rule) {
            return mustFire.contains(rule);
        }

        boolean did(String rule) {
            return fired.contains(rule);
        }

        @Override
        public String toString() {
            return recording;
        }
    }

    @BeforeAll
    static void play() throws IOException {
        PLAYED.clear();
        List<String> lines = Files.readAllLines(RECORDINGS.resolve("must-fire.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\\|", -1);
            String rules = cells[2].strip();
            PLAYED.add(play(cells[0].strip(), cells[1].strip(), rules.isEmpty() ? Set.of() : Set.of(rules.split(" "))));
        }
    }

    /** @param speed of a scenario, by which its minutes are shorter */
    private static Played play(String recording, String speed, Set<String> mustFire) {
        Called called = Called.with(
                "backtest", "--rules", RULES, "--speed", speed, RECORDINGS.resolve(recording + ".otlp.jsonl.gz"));
        Set<String> fired = new TreeSet<>();
        String rule = "";
        for (String line : called.out().lines().toList()) {
            if (line.startsWith("  FIRED")) {
                fired.add(rule);
            } else if (!line.startsWith(" ")) {
                rule = line;
            }
        }
        return new Played(recording, mustFire, fired, called.out() + called.err());
    }

    static List<Played> played() {
        return PLAYED;
    }

    @ParameterizedTest
    @MethodSource("played")
    void fireWhereTheyMustAndNowhereElse(Played played) {
        assertThat(played.fired()).as(played.said()).isEqualTo(played.mustFire());
    }

    /** Precision: of the recordings in which it fired those in which it must; recall: of those in which it must, where it did. */
    @Test
    void thePageSaysHowOftenEachIsRight() throws IOException {
        String table = rules().stream()
                .map(rule -> {
                    long must = PLAYED.stream().filter(each -> each.must(rule)).count();
                    long did = PLAYED.stream().filter(each -> each.did(rule)).count();
                    long both = PLAYED.stream()
                            .filter(each -> each.must(rule) && each.did(rule))
                            .count();
                    return "| %s | %d of %d | %d of %d | %s | %s |"
                            .formatted(
                                    rule,
                                    both,
                                    must,
                                    did - both,
                                    PLAYED.size() - must,
                                    percent(both, did),
                                    percent(both, must));
                })
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(PAGE)).contains(table);
    }

    private static String percent(long part, long of) {
        return of == 0 ? "–" : 100 * part / of + " %";
    }

    private static List<String> rules() throws IOException {
        return RuleFiles.read(RuleFiles.inside(RULES)).stream()
                .flatMap(file -> file.rules().stream())
                .map(written -> written.rule().name())
                .sorted()
                .toList();
    }

    /** Two minutes in which three processes are restarted under load, thirty times over: thirty deploys in an hour. */
    @Test
    void areSilentForAnHourInWhichNothingIsWrong() throws IOException {
        Recording recording = new Recording(Stretch.ALL);
        new OtlpFiles(recording).read(RECORDINGS.resolve("deploy.otlp.jsonl.gz"));
        List<Signal> signals = recording.inOrder();
        long lasts = signals.getLast().timeNanos() - signals.getFirst().timeNanos() + 1;
        List<Rule> rules = RuleFiles.read(RuleFiles.inside(RULES)).stream()
                .flatMap(file -> file.rules().stream())
                .map(RuleFile.Written::rule)
                .toList();
        Play play = new Play(rules, Duration.ofSeconds(5), Duration.ofMinutes(1));

        for (int again = 0; again < 30; again++) {
            for (Signal signal : signals) {
                Signal shifted = later(signal, again, lasts);
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
