package dev.tailback.flowalerts.spans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.flowalerts.signals.Intake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanSinksTest {
    private final List<Span> seen = new ArrayList<>();
    private final SpanSink taking = spans -> {
        seen.addAll(spans);
        return Intake.TAKEN;
    };

    @Test
    void takenIsWhatEverySinkTook() {
        assertThat(new SpanSinks(List.of(taking, taking)).take(List.of(Spans.root(1, 1))))
                .isEqualTo(Intake.TAKEN);

        assertThat(seen).hasSize(2);
    }

    @Test
    void aSinkThatIsFullKeepsNoOtherFromTakingAndTheLongestWaitCounts() {
        SpanSinks sinks = new SpanSinks(List.of(full(1), full(3), full(2), taking));

        assertThat(sinks.take(List.of(Spans.root(1, 1)))).isEqualTo(Intake.full(Duration.ofSeconds(3)));

        assertThat(seen).hasSize(1);
    }

    private static SpanSink full(int seconds) {
        return spans -> Intake.full(Duration.ofSeconds(seconds));
    }
}
