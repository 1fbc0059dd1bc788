package dev.tailback.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.tailback.lab.home.Part;
import dev.tailback.lab.testlab.AtTerminal;
import dev.tailback.lab.testlab.Cli;
import dev.tailback.lab.testlab.SharedLab;
import dev.tailback.lab.testlab.TestLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Walks on one lab, seconds long: what they show, what they prove, and what they undo. */
@SharedLab("--leave-dead")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String WALK = """
            walk: short
            about: The catalog is slow for a while.
            load: {rpm: 240}
            scenes:
              - name: slow
                say: Every query sleeps for three seconds.
                do: [{set: slow-queries, stage: catalog, delay: 3s}]
                after: 3s
                for: 8s
                expect: {search_p95: ">= 3s"}
                look: ["curl {catalog}/health", "./tailback faults"]
              - name: repaired
                say: It is well again.
                do: [{clear: slow-queries}]
                trace: confirmed
                look: ["./tailback trace {order}"]
              - name: proof
                say: Nothing is lost.
                expect: {audit: clean}
            """;

    private static final String KEYS = """
            walk: keys
            about: Where a presenter goes back and forth.
            load: {rpm: 60}
            scenes:
              - name: calm
                say: Nothing is broken.
                for: 1s
                expect: {http_error_rate: "< 100%"}
                look: ["curl -s {catalog}/health"]
              - name: slow
                say: Every query sleeps.
                do: [{set: slow-queries, stage: catalog, delay: 300ms}]
              - name: well
                say: It is well again.
                do: [{clear: slow-queries}]
            """;

    private static final String PROMPT = "Enter: on";

    private TestLab lab;

    @TempDir
    private Path folder;

    @BeforeAll
    void start(TestLab shared) {
        lab = shared;
    }

    @Test
    void withoutKeysEverySceneIsShownAndAllThatItExpectsHeld() throws Exception {
        Cli.Result demo = lab.cli.run("demo", file(WALK), "--auto");

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains("20 orders sent", "Scene 1/3 · slow", "Every query sleeps for three seconds.")
                .contains("done  slow-queries: catalog queries are delayed by 3000 ms")
                .contains("look 1  curl " + lab.ports.url(Part.CATALOG) + "/health")
                .contains("look 2  ./tailback faults --home " + lab.home)
                .contains("done  cleared: slow-queries catalog", "an order that was confirmed")
                .containsPattern("look 1  ./tailback trace [0-9a-f-]{36} --home")
                .contains("slow: search_p95", "proof: audit", "\nHELD");
        assertThat(lab.standingFaults()).isEmpty();
    }

    @Test
    void aCheckThatCannotHoldFailsTheWalkAndWhatItDidIsUndone() throws Exception {
        String impossible = WALK.replace(">= 3s", "< 1s").replace("do: [{clear: slow-queries}]", "after: 0s");

        Cli.Result demo = lab.cli.run("demo", file(impossible), "--auto");

        assertThat(demo.exitCode()).as(demo.output()).isEqualTo(1);
        assertThat(demo.output()).contains("\nNOT HELD", "Undone: slow-queries catalog");
        assertThat(lab.standingFaults()).isEmpty();
    }

    @Test
    void atNoTerminalTheDemoEndsBeforeTheScenes() throws Exception {
        Cli.Result demo = lab.cli.run("demo");

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains("20 orders sent", "The scenes need a terminal, or --auto")
                .doesNotContain("Scene 1/");
    }

    @Test
    void whatCannotBeUnderstoodIsRefusedWithItsPlace() throws Exception {
        Cli.Result misread = lab.cli.run("demo", file(WALK.replace("for: 8s", "for: ever")), "--auto");
        Cli.Result unknown = lab.cli.run("demo", file(WALK.replace("delay: 3s", "delay: 3y")), "--auto");
        Cli.Result missing = lab.cli.run("demo", folder.resolve("none.yaml").toString());

        assertThat(misread.exitCode()).isEqualTo(2);
        assertThat(misread.output())
                .contains("walk.yaml:9:10: for: 'ever' is not allowed")
                .doesNotContain("Buying");
        assertThat(unknown.exitCode()).as(unknown.output()).isEqualTo(2);
        assertThat(unknown.output()).contains("walk.yaml:7:10: slow-queries: delay=3y is not allowed");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.output()).contains("none.yaml is no file");
    }

    @Test
    void whatAWalkThatWasKilledHadSetIsUndoneByTheLab() throws Exception {
        Path said = folder.resolve("killed.log");
        Process demo = lab.cli.start(said, "demo", file(WALK.replace("for: 8s", "for: 10m")), "--auto");
        await().atMost(SOON.multipliedBy(2))
                .untilAsserted(() -> assertThat(Files.readString(said)).contains("done  slow-queries"));
        assertThat(lab.standingFaults()).isNotEmpty();

        demo.destroyForcibly().waitFor();

        await().atMost(SOON).until(() -> lab.standingFaults().isEmpty());
        assertThat(lab.cli.run("faults").exitCode()).isZero();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Files.readString(lab.home.resolve("logs/lab.log")))
                        .contains("experiment short", "is gone; undone: slow-queries catalog"));
    }

    @Test
    void atATerminalKeysWorkWithoutEnterAndCtrlCSaysWhatItUndid() throws Exception {
        assumeThat(AtTerminal.isPossible()).as("script").isTrue();

        try (AtTerminal demo = AtTerminal.begin(lab.cli, 80, "demo", file(KEYS))) {
            demo.expect("q: ends here");
            demo.press("\n", "look 1  curl", PROMPT);
            demo.press("1", "$ curl -s " + lab.ports.url(Part.CATALOG) + "/health", "\"status\"", PROMPT);
            demo.press("x", "'x' is not understood", PROMPT);
            demo.press("s", "> 1  calm", "  3  well", PROMPT);
            demo.press("g3", "Scene 3/3 · well", PROMPT);
            demo.press("b", "Scene 2/3 · slow", "done  slow-queries: catalog", PROMPT);
            assertThat(lab.standingFaults()).isNotEmpty();
            demo.press("\003", "Interrupted. Undone: slow-queries catalog", " icanon", " echo ");
        }

        await().atMost(SOON).until(() -> lab.standingFaults().isEmpty());
    }

    private String file(String walk) throws IOException {
        return Files.writeString(folder.resolve("walk.yaml"), walk).toString();
    }
}
