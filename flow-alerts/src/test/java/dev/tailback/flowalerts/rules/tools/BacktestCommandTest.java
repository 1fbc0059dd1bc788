package dev.tailback.flowalerts.rules.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    private static final Path SHIPPED = Path.of("rules/database-cascade.yaml");

    @TempDir
    private Path folder;

    @Test
    void whatHappenedFiresAtItsOwnTime() throws IOException {
        Called called =
                Called.with("backtest", "--rules", SHIPPED, Recorded.cascade().write(folder.resolve("a.otlp.jsonl")));

        assertThat(called.err()).isEmpty();
        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("Played 121 spans, 1 metric point and 1 log line", "times as fast as recorded")
                .contains("FIRED for 'shop' at 2026-11-30T10:00:50Z")
                .contains("scan: 5 signals", "error_rate: beyond, 1.000 against > 0.2000")
                .contains("summary: ? is scanned; pool of checkout exhausted; 100.0 % of checkouts fail");
    }

    @Test
    void theOrderOfAFileChangesNothing() throws IOException {
        Called inOrder =
                Called.with("backtest", "--rules", SHIPPED, Recorded.cascade().write(folder.resolve("a.jsonl")));
        Called reversed =
                Called.with("backtest", "--rules", SHIPPED, Recorded.cascade().zip(folder.resolve("b.gz")));

        assertThat(fires(reversed)).isEqualTo(fires(inOrder)).isNotEmpty();
    }

    private static List<String> fires(Called called) {
        return called.out().lines().filter(line -> line.contains("FIRED")).toList();
    }

    @Test
    void aRunsFolderIsPlayed() throws IOException {
        Recorded.cascade().zip(folder.resolve("spans.otlp.jsonl.gz"));
        Files.writeString(folder.resolve("run.json"), "{}");

        assertThat(Called.with("backtest", "--rules", SHIPPED, "--must-fire", "database-cascade", folder)
                        .exit())
                .isZero();
    }

    @Test
    void whatDidNotFireSaysHowNearItCame() throws IOException {
        Recorded recorded = new Recorded();
        for (int i = 0; i < 5; i++) {
            recorded.span(i, 3, "db.slow_query", "db.full_table_scan");
        }
        Path junit = folder.resolve("junit.xml");

        Called called = Called.with(
                "backtest",
                "--rules",
                SHIPPED,
                "--must-fire",
                "database-cascade",
                "--junit",
                junit,
                recorded.write(folder.resolve("a.jsonl")));

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.out())
                .contains("did not fire", "stage scan: reached, 5 of 5", "stage pool: not reached, 0 of 1")
                .contains("db.connection.pool.exhausted == true, and it is absent")
                .contains("FAILED: database-cascade must fire, and did not");
        assertThat(junit).content().contains("<failure message=\"database-cascade must fire, and did not\">");
    }

    @Test
    void whatIsToBeSilentFailsByFiring() throws IOException {
        Called called = Called.with(
                "backtest", "--rules", SHIPPED, "--silent", Recorded.cascade().write(folder.resolve("a.jsonl")));

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.out()).contains("database-cascade must be silent, and fired 1 time");
    }

    @Test
    void onlyAStretchIsPlayed() throws IOException {
        Called called = Called.with(
                "backtest",
                "--rules",
                SHIPPED,
                "--to",
                "2026-11-30T10:00:20Z",
                Recorded.cascade().write(folder.resolve("a.jsonl")));

        assertThat(called.out()).contains("did not fire", "Played 10 spans, 0 metric points");
    }

    @Test
    void aLineThatIsNoneIsToldWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "\n{\"spans\": []}\n");

        Called called = Called.with("backtest", "--rules", SHIPPED, file);

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err())
                .contains(file + ":2: it does not begin with resourceSpans")
                .hasLineCount(1);
    }

    @Test
    void jsonThatBreaksOffIsToldWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{\"resourceSpans\":[{\n");

        assertThat(Called.with("backtest", "--rules", SHIPPED, file).err()).contains(file + ":1: the body is not an");
    }

    @Test
    void aStoreThatDoesNotAnswerIsTold() {
        Called called = Called.with("backtest", "--rules", SHIPPED, "--store", "http://127.0.0.1:1");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err()).contains("http://127.0.0.1:1 does not answer");
    }

    @Test
    void explainsWhyItFired() throws IOException {
        Called called = Called.with(
                "explain",
                "--rules",
                SHIPPED,
                "--rule",
                "database-cascade",
                "--key",
                "shop",
                "--at",
                "2026-11-30T10:01:00Z",
                Recorded.cascade().write(folder.resolve("a.jsonl")));

        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("fired at 2026-11-30T10:00:50Z, incident", "at 2026-11-30T10:01:00Z: firing")
                .contains("stage failures: reached, 3 of 3");
    }

    @Test
    void explainsWhyItDidNotFire() throws IOException {
        Called called = Called.with(
                "explain",
                "--rules",
                SHIPPED,
                "--rule",
                "database-cascade",
                "--key",
                "shop",
                "--at",
                "2026-11-30T10:00:10Z",
                Recorded.cascade().write(folder.resolve("a.jsonl")));

        assertThat(called.out())
                .contains("at 2026-11-30T10:00:10Z: quiet", "stage scan: reached", "stage pool: not reached, 0 of 1")
                .contains("threshold error_rate: insufficient, nothing against > 0.2000")
                .doesNotContain("fired at");
    }

    @Test
    void explainListsTheKeysWhenNoneIsNamed() throws IOException {
        Called called = Called.with(
                "explain",
                "--rules",
                SHIPPED,
                "--rule",
                "database-cascade",
                Recorded.cascade().write(folder.resolve("a.jsonl")));

        assertThat(called.out()).contains("database-cascade knows 1 key", "--key 'shop'");
    }

    @Test
    void aRuleThatIsNotThereIsToldWithThoseThatAre() throws IOException {
        Called called = Called.with(
                "explain",
                "--rules",
                SHIPPED,
                "--rule",
                "cascade",
                Recorded.cascade().write(folder.resolve("a.jsonl")));

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err()).contains("--rule is 'cascade'; allowed: [database-cascade]");
    }
}
