package dev.tailback.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.scenario.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShownSceneTest {
    private static final Verdict.Row SLOW = new Verdict.Row("search_p95", ">= 1s", "2.9 s", true, false);
    private static final Verdict.Row TRACE = new Verdict.Row("trace", "an order that failed", "none", false, false);

    private static ShownScene shipped(String name) throws IOException {
        return WalkFiles.shipped().scenes().stream()
                .filter(scene -> scene.name().equals(name))
                .map(ShownScene::of)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsDoneReadsAsItIsTyped() throws IOException {
        assertThat(shipped("the tailback").todo())
                .containsExactly(
                        "clear slow-queries",
                        "pool max=2 stage=inventory timeout=5s",
                        "slow-queries delay=3s stage=inventory",
                        "dispatch in-flight=2 records=1 stage=inventory");
    }

    @Test
    void tracesAndAuditsAreExpectedAsFiguresAre() throws IOException {
        assertThat(shipped("one failed order").expects())
                .containsExactly(new ShownScene.Expected("trace", "of an order: failed"));
        assertThat(shipped("proof").expects())
                .containsExactly(new ShownScene.Expected("audit", "lost=0 duplicated=0 oversold=0"));
    }

    @Test
    void figuresAreReplacedWhileTheyAreMeasuredAndProofsComeAfterThem() throws IOException {
        UUID order = UUID.randomUUID();

        ShownScene shown = shipped("slow")
                .did("slow")
                .measured(List.of())
                .measured(List.of(SLOW))
                .proved(List.of(TRACE), order);

        assertThat(shown.done()).containsExactly("slow");
        assertThat(shown.rows()).containsExactly(SLOW, TRACE);
        assertThat(shown.order()).isEqualTo(order);
    }
}
