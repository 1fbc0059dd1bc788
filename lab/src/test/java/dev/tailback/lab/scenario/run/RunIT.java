package dev.tailback.lab.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.scenario.verdict.Outcome;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.SharedLab;
import dev.tailback.lab.testlab.TestLab;
import dev.tailback.lab.web.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Scenarios on one lab, seconds long: what they prove, what they leave behind, and what they undo. */
@SharedLab("--leave-dead")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String SLOW = """
            scenario: slow-and-well
            about: The catalog is slow for a while.
            minutes: 4
            speed: 12
            load: {rpm: 240, searching: 100%}
            phases: [{name: well, from: 0}, {name: slow, from: 1}]
            faults:
              - {at: 1, set: slow-queries, stage: catalog, delay: 3s}
              - {at: 3, clear: slow-queries}
            expect:
              - {from: 2, to: 3.5, search_p95: ">= 3s"}
              - {from: 0, to: 4, failure_rate: "< 50%", pulse: "> 0.1"}
              - audit
            """;

    private TestLab lab;

    @TempDir
    private Path folder;

    @BeforeAll
    void start(TestLab shared) {
        lab = shared;
    }

    @Test
    void aRunTellsEachMinuteWhatWasSeenAndWhatIsProven() throws Exception {
        Path json = folder.resolve("run.json");

        Cli.Result run = lab.cli.run("run", file(SLOW), "--json", json.toString());

        assertProves(run, Outcome.HELD);
        assertThat(run.output())
                .contains(
                        "Minute  0/4 · well",
                        "Minute  3/4 · slow",
                        "slow-queries: catalog queries are delayed by 3000 ms")
                .contains("search_p95, minute 2 to 3.5", "lost=0 duplicated=0 oversold=0")
                .contains("Nothing is predicted: ", "scenario.yaml:8:5: the model does not know slow-queries");
        JsonNode facts = Json.tree(Files.readString(json));
        assertThat(facts.path("verdict").path("rows"))
                .isNotEmpty()
                .allMatch(row -> row.path("held").asBoolean());
        assertThat(facts.path("deeds")).hasSize(2);
        assertThat(evidence())
                .contains(
                        "run.json",
                        "metrics.csv",
                        "timeline.jsonl",
                        "audit.json",
                        "scenario.yaml",
                        "spans.otlp.jsonl.gz",
                        "metrics.otlp.jsonl.gz",
                        "logs.otlp.jsonl.gz");
        assertThat(lab.standingFaults()).isEmpty();
        assertThat(clockMode()).isEqualTo("off");
    }

    @Test
    void whatIsExpectedAndDoesNotComeFailsTheRun() throws Exception {
        String nothingDone = SLOW.replaceAll("(?s)faults:.*expect:", "expect:").replace("slow-and-well", "idle");

        Cli.Result run = lab.cli.run("run", file(nothingDone), "--speed", "24");

        assertProves(run, Outcome.NOT_HELD);
        assertThat(run.output()).contains("NOT HELD").containsPattern("its lag begins +never +never +yes");
        assertThat(lab.cli.run("runs", "idle", "--tsv").output().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("idle-");
        Path page = Path.of(lab.cli.run("report").output().strip());
        assertThat(Files.readString(page)).contains("idle: ", "What was predicted", "its lag begins");
        Cli.Result again = lab.cli.run("judge");
        assertThat(again.exitCode()).as(again.output()).isEqualTo(run.exitCode());
        assertThat(again.output()).startsWith("idle-").contains("NOT HELD").containsPattern("its lag begins +never");
        Cli.Result otherwise = lab.cli.run("judge", "--expecting", file(nothingDone.replace(">= 3s", "< 3s")));
        assertProves(otherwise, Outcome.HELD);
        assertThat(otherwise.output()).doesNotContain("NOT HELD");
        assertThat(lab.cli.run("judge", "idle-19700101-000000").output())
                .contains("'idle-19700101-000000' is no run: a folder of ");
    }

    @Test
    void whatAScenarioWillDoIsSaidBeforehand() throws Exception {
        assertThat(lab.cli.run("predict", "metastable-retry-storm-control").output())
                .containsPattern(
                        "the backlog is drained +minute [78]\\.\\d( to [78]\\.\\d)?, \\d+( to \\d+)? s after minute 6");
        Cli.Result unknown = lab.cli.run("predict", "poison-pill");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.output()).contains("poison-pill cannot be predicted: poison-pill.yaml:14:5:");
    }

    @Test
    void whatCannotBeRunIsRefusedWithItsPlaceBeforeAnythingIsDone() throws Exception {
        assertThat(lab.cli
                        .run("run", file(SLOW.replace("delay: 3s", "delay: 3y")))
                        .output())
                .contains("scenario.yaml:8:5: slow-queries: delay=3y is not allowed");
        assertThat(lab.cli
                        .run("run", file(SLOW.replace("minutes: 4", "minutes: 0")))
                        .output())
                .contains("scenario.yaml:3:10: minutes: '0' is not allowed");
        assertThat(lab.cli
                        .run(
                                "run",
                                file(SLOW),
                                "--json",
                                folder.resolve("none/run.json").toString())
                        .output())
                .contains("none/run.json is not allowed: a file in an existing folder");
        Cli.Result unknown = lab.cli.run("run", "cyber-monday");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.output()).contains("no scenario is called 'cyber-monday'", "black-friday");
        assertThat(lab.cli.run("run").output()).contains("metastable-retry-storm", "hot-partition");
    }

    @Test
    void whatARunThatWasKilledHadSetIsUndoneByTheLab() throws Exception {
        // Its fault stands until long after the next command has begun, however busy the machine is.
        String endless = SLOW.replace("minutes: 4", "minutes: 12").replace("at: 3, clear", "at: 11, clear");
        Process run = lab.cli.start(folder.resolve("killed.log"), "run", file(endless));
        await().atMost(SOON.multipliedBy(2)).until(() -> !lab.standingFaults().isEmpty());
        assertThat(clockMode()).isEqualTo("slow-and-well");
        assertThat(lab.cli.run("run", "normal").output()).contains("experiment slow-and-well (pid", "one at a time");

        run.destroyForcibly().waitFor();

        await().atMost(SOON)
                .until(() -> lab.standingFaults().isEmpty() && clockMode().equals("off"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Files.readString(lab.home.resolve("logs/lab.log")))
                        .contains("experiment slow-and-well", "is gone; undone: slow-queries catalog"));
    }

    @Test
    void aRunWhoseShoppersBreakOffEndsAtOnce() throws Exception {
        String nothingToSell = SLOW.replace("minutes: 4", "minutes: 12")
                .replace("searching: 100%", "hot_sku: NO-SUCH")
                .replace("from: 2, to: 3.5, search_p95: \">= 3s\"", "from: 0, to: 4, lag: \">= 0\"")
                .replace("at: 3, clear", "at: 11, clear");

        Cli.Result run = lab.cli.run("run", file(nothingToSell));

        assertThat(run.exitCode()).as(run.output()).isOne();
        assertThat(run.output()).contains("NO-SUCH");
        assertThat(clockMode()).isEqualTo("off");
        assertThat(lab.standingFaults()).isEmpty();
    }

    @Test
    void theClockGoesOffThoughAFaultCannotBeCleared() throws Exception {
        String endless = SLOW.replace("minutes: 4", "minutes: 12").replace("at: 3, clear", "at: 11, clear");
        Path log = folder.resolve("killed.log");
        Process run = lab.cli.start(log, "run", file(endless));
        await().atMost(SOON.multipliedBy(2)).until(() -> Files.readString(log).contains("queries are delayed"));
        lab.kill(Part.CATALOG.id());
        try {
            run.destroyForcibly().waitFor();

            await().atMost(SOON).until(() -> clockModeOfTheLab().equals("off"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(Files.readString(lab.home.resolve("logs/lab.log")))
                            .containsPattern(
                                    "slow-and-well .pid \\d+. is gone, and .*catalog.*; ./tailback clear tries"));
        } finally {
            lab.upAgain();
            lab.cli.run("clear");
        }
        assertThat(lab.standingFaults()).isEmpty();
        assertThat(clockMode()).isEqualTo("off");
    }

    @Test
    void aRunThatCannotGoOnSaysWhyAndBesidesWhatStays() throws Exception {
        Path log = folder.resolve("broken-off.log");
        Process run = lab.cli.start(log, "run", file(SLOW));
        await().atMost(SOON.multipliedBy(2)).until(() -> Files.readString(log).contains("queries are delayed"));
        lab.kill(Part.CATALOG.id());
        try {
            assertThat(run.waitFor(SOON.toSeconds() * 2, TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).isOne();

            assertThat(Files.readString(log))
                    .containsPattern("(?m)^tailback: (?!besides).*catalog")
                    .containsPattern("(?m)^tailback: besides, .*catalog");
        } finally {
            run.destroyForcibly();
            lab.upAgain();
            lab.cli.run("clear");
        }
        assertThat(lab.standingFaults()).isEmpty();
    }

    /** Only another machine excuses whoever does not prove it, and then the run says so. */
    private static void assertProves(Cli.Result run, Outcome outcome) {
        boolean isAnotherMachine = run.output().contains(", which is too much");
        assertThat(run.exitCode())
                .as(run.output())
                .isEqualTo((isAnotherMachine ? Outcome.INCONCLUSIVE : outcome).exitCode());
    }

    private String clockModeOfTheLab() throws Exception {
        return lab.web
                .get(URI.create(lab.ports.controlRoomUrl() + "/api/demo-clock"), SOON)
                .json()
                .path("mode")
                .asString();
    }

    private String file(String scenario) throws IOException {
        return Files.writeString(folder.resolve("scenario.yaml"), scenario).toString();
    }

    private List<String> evidence() throws IOException {
        try (Stream<Path> files = Files.walk(lab.home.resolve("runs"), 2)) {
            return files.filter(
                            file -> file.getParent().getFileName().toString().startsWith("slow-and-well"))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private String clockMode() throws Exception {
        return lab.web
                .get(URI.create(lab.ports.url(Part.CATALOG) + "/demo"), SOON)
                .json()
                .path("clock")
                .path("mode")
                .asString();
    }
}
