package dev.tailback.flowalerts.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.rules.core.engine.Engine;
import dev.tailback.flowalerts.rules.core.engine.Settings;
import dev.tailback.flowalerts.rules.core.model.Rule;
import dev.tailback.flowalerts.rules.core.verdict.Explanation;
import dev.tailback.flowalerts.rules.core.verdict.Key;
import dev.tailback.flowalerts.rules.core.verdict.Verdict;
import dev.tailback.flowalerts.rules.feed.Feed;
import dev.tailback.flowalerts.rules.language.RuleFiles;
import dev.tailback.flowalerts.signals.Attributes;
import dev.tailback.flowalerts.signals.Resource;
import dev.tailback.flowalerts.signals.Scope;
import dev.tailback.flowalerts.signals.TraceId;
import dev.tailback.flowalerts.spans.Span;
import dev.tailback.flowalerts.spans.SpanKind;
import dev.tailback.flowalerts.spans.SpanStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules knew when the process ended is read by the jars of tomorrow, or they begin anew and it is counted. */
class CheckpointFileTest {
    private static final Path YESTERDAY = Path.of("src/test/resources/rules/rules-1.checkpoint");
    private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
    private static final Rule SCANS = RuleFiles.read(
                    "scans.yaml",
                    "rule: scans\nby: service.name\nstages: [{span: db.full_table_scan == true, at_least: 3}]\n"
                            .getBytes(StandardCharsets.UTF_8))
            .rules()
            .getFirst()
            .rule();

    @TempDir
    private Path folder;

    private final Outbox outbox = new Outbox();

    private InProcess open() {
        InProcess evaluation = new InProcess(
                Settings.DEFAULT.withOutOfOrder(Duration.ofSeconds(5)),
                outbox,
                new CheckpointFile(file()),
                Clock.fixed(BEGIN.plusSeconds(600), ZoneOffset.UTC));
        evaluation.use(List.of(SCANS));
        return evaluation;
    }

    private Path file() {
        return folder.resolve("rules.checkpoint");
    }

    private static long at(int second) {
        return BEGIN.plusSeconds(second).getEpochSecond() * 1_000_000_000;
    }

    private static void scan(InProcess evaluation, int second) {
        Span span = new Span(
                new TraceId(1, second),
                second,
                Span.NO_PARENT,
                new Resource("catalog", Attributes.of(Map.of("service.name", "catalog"))),
                Scope.UNKNOWN,
                "SELECT",
                SpanKind.CLIENT,
                at(second) - 1,
                at(second),
                SpanStatus.UNSET,
                "",
                Attributes.of(Map.of("db.full_table_scan", true)),
                List.of(),
                List.of());
        evaluation.take(Way.OTLP, List.of(Feed.of(span)), at(second));
    }

    private List<String> fired() throws InterruptedException {
        List<String> told = new ArrayList<>();
        outbox.tell(
                List.of(new Verdicts() {
                    @Override
                    public void take(Change change) {
                        if (change.verdict() instanceof Verdict.Fired fired) {
                            told.add(fired.incident());
                        }
                    }

                    @Override
                    public void waiting(List<Explanation> waiting) {}
                }),
                Duration.ZERO);
        return told;
    }

    private static String incident(int second) {
        return Engine.incident("scans", new Key(List.of("catalog")), at(second));
    }

    @Test
    void theFileOfYesterdayIsReadAndWhatHadBegunGoesOn() throws Exception {
        Files.copy(YESTERDAY, file());
        InProcess evaluation = open();

        scan(evaluation, 3);
        evaluation.take(Way.OTLP, List.of(), at(100));

        assertThat(fired()).containsExactly(incident(3));
        assertThat(evaluation.state().rebuilt()).isZero();
    }

    @Test
    void whatIsWrittenIsStillOfTheVersionThatItSays() throws IOException {
        InProcess evaluation = open();
        scan(evaluation, 1);
        scan(evaluation, 2);
        evaluation.save();

        assertThat(Files.readAllBytes(file()))
                .as(
                        "the format has changed: count CheckpointFile.VERSION or Engine.VERSION up, and keep a file of"
                                + " the new one beside %s",
                        YESTERDAY)
                .isEqualTo(Files.readAllBytes(YESTERDAY));
    }

    @Test
    void aFileOfAnotherVersionBeginsAnewAndIsCounted() throws Exception {
        byte[] bytes = Files.readAllBytes(YESTERDAY);
        // After eight bytes that say what it is.
        bytes[11]++;
        Files.write(file(), bytes);
        InProcess evaluation = open();

        scan(evaluation, 3);
        evaluation.take(Way.OTLP, List.of(), at(100));
        assertThat(fired()).isEmpty();
        for (int second = 101; second < 103; second++) {
            scan(evaluation, second);
        }
        evaluation.take(Way.OTLP, List.of(), at(200));

        assertThat(fired()).containsExactly(incident(102));
        assertThat(evaluation.state().rebuilt()).isEqualTo(1);
    }
}
