package dev.tailback.lab.spans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tailback.lab.web.Json;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TraceSampleTest {
    private static String traceId(int number) {
        return "%032x".formatted(number);
    }

    @Test
    void aboutOneTraceOfSoManyIsKept() {
        TraceSample sample = new TraceSample(4);

        assertThat(IntStream.range(0, 10_000).filter(number -> sample.keeps(traceId(number))))
                .hasSizeBetween(2_000, 3_000);
    }

    @Test
    void whatASmallerShareKeepsALargerOneKeepsToo() {
        TraceSample half = new TraceSample(2);
        TraceSample quarter = new TraceSample(4);

        assertThat(IntStream.range(0, 1_000).mapToObj(TraceSampleTest::traceId).filter(quarter::keeps))
                .allMatch(half::keeps);
    }

    @Test
    void allSpansOfATraceAreKeptOrNone() {
        TraceSample sample = new TraceSample(2);
        String kept = IntStream.range(0, 100)
                .mapToObj(TraceSampleTest::traceId)
                .filter(sample::keeps)
                .findFirst()
                .orElseThrow();
        String left = IntStream.range(0, 100)
                .mapToObj(TraceSampleTest::traceId)
                .filter(id -> !sample.keeps(id))
                .findFirst()
                .orElseThrow();
        JsonNode request = Json.tree("""
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%s","name":"a"},{"traceId":"%s","name":"b"},{"traceId":"%s","name":"c"}]}]}]}
                """.formatted(kept, left, kept));

        assertThat(sample.reduce(request)).isTrue();
        assertThat(request.at("/resourceSpans/0/scopeSpans/0/spans"))
                .extracting(span -> span.path("name").asString())
                .containsExactly("a", "c");
        assertThat(sample.spans()).isEqualTo(2);
    }
}
